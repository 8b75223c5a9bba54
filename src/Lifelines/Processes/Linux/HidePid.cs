using System.Globalization;

namespace Lifelines.Processes.Linux;

/// <summary>The option of a proc file system that hides processes from other users, proc(5).</summary>
internal static class HidePid
{
    /// <summary>Whether the option hides other processes from one that may not look at those of every user.</summary>
    /// <param name="mountInfo">The process's mounts, proc_pid_mountinfo(5).</param>
    /// <param name="root">Where the file system is mounted.</param>
    /// <param name="self">The process.</param>
    /// <exception cref="LifelineException">The file system is not among the mounts.</exception>
    public static bool Hides(string mountInfo, string root, ProcStatus self)
    {
        // The last line with a mount point is the one that is seen there.
        string? options = null;
        foreach (var line in mountInfo.Split('\n'))
        {
            var fields = line.Split(' ');
            var separator = Array.IndexOf(fields, "-");
            if (separator > 0 && fields.Length > separator + 3 && fields[4] == root && fields[separator + 1] == "proc")
                options = fields[separator + 3];
        }

        if (options is null)
            throw new LifelineException($"It cannot be told whether {root} hides processes: it is not among the mounts in {root}/self/mountinfo. Mount it there (mount -t proc proc {root}).");

        var (hidePid, group) = ("off", 0U);
        foreach (var option in options.Split(','))
        {
            if (option.StartsWith("hidepid=", StringComparison.Ordinal))
                hidePid = option["hidepid=".Length..];
            else if (option.StartsWith("gid=", StringComparison.Ordinal))
                group = uint.Parse(option.AsSpan("gid=".Length), CultureInfo.InvariantCulture);
        }

        return hidePid switch
        {
            // Numbers until Linux 5.7.
            "off" or "0" => false,
            "noaccess" or "1" or "invisible" or "2" => !self.IsInGroup(group),
            _ => true,
        };
    }
}
