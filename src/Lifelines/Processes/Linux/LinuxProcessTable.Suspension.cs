using System.Text;

namespace Lifelines.Processes.Linux;

internal sealed partial class LinuxProcessTable
{
    private const string ControlGroups = "/sys/fs/cgroup";

    public bool IsSuspended(ProcessEntry process, bool mayBeFrozen)
    {
        var files = new ProcFiles(_root);
        return (process.IsStopped ? TryReadLink(files, process.Pid) is { IsStopped: true } : mayBeFrozen && IsFrozen(files, process.Pid))
            && CountsTimeAsThis(files, process.Pid);
    }

    // In another time namespace, the clock that its signs count by has another beginning: time_namespaces(7).
    private bool CountsTimeAsThis(ProcFiles files, int pid) => files.TryReadLink(pid, "ns/time"u8) == files.TryReadLink(_selfPid, "ns/time"u8);

    // A task in a frozen group looks like one that sleeps, in /proc/PID/stat: cgroups(7), Documentation/admin-guide/cgroup-v2.rst and
    // cgroup-v1/freezer-subsystem.rst.
    private static bool IsFrozen(ProcFiles files, int pid)
    {
        if (files.Read(pid, "cgroup"u8, out var text) != ProcFileState.Read)
            return false;

        foreach (var line in Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // As in "6:freezer:/docker/1a2b" and "0::/system.slice/appname.service".
            if (line.Split(':', 3) is not [_, var controllers, ['/', .., _] path])
                continue;

            if (controllers.Length == 0 && (Has($"{ControlGroups}{path}/cgroup.events", "frozen 1") || Has($"{ControlGroups}/unified{path}/cgroup.events", "frozen 1")))
                return true;

            if (controllers == "freezer" && Has($"{ControlGroups}/freezer{path}/freezer.state", "FROZEN"))
                return true;
        }

        return false;
    }

    private static bool Has(string file, string line)
    {
        try
        {
            return File.ReadAllLines(file).Contains(line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // In doubt, it is not frozen: nobody ends it.
            return false;
        }
    }
}
