using System.Buffers.Text;
using System.Text;

namespace Lifelines.Processes.Linux;

/// <content>What a process shows of the worker that started it.</content>
internal sealed partial class LinuxProcessTable
{
    public IReadOnlyList<TaggedProcess> ListTagged()
    {
        var files = new ProcFiles(_root);
        var pidNamespace = ReadPidNamespace(files);
        var processes = new List<TaggedProcess>();
        foreach (var pid in files.ListPids())
        {
            if (TryReadTagged(files, pid, pidNamespace) is { } process)
                processes.Add(process);
        }

        return processes;
    }

    public TaggedProcess? TryReadTagged(int pid)
    {
        var files = new ProcFiles(_root);
        return TryReadTagged(files, pid, ReadPidNamespace(files));
    }

    public bool IsRunning(ProcessKey key) =>
        ReadStat(new ProcFiles(_root), key.Pid, out var stat, out _) switch
        {
            ProcFileState.Gone => false,
            ProcFileState.Read => !stat.HasEnded && stat.StartTime == key.StartTime,
            _ => true,
        };

    public void Tag(ProcessEntry self, ulong identity) =>
        Tagging.Set(new ProcessTag(identity, ReadPidNamespace(new ProcFiles(_root)), self.Key, self.CommandLine));

    private TaggedProcess? TryReadTagged(ProcFiles files, int pid, uint pidNamespace)
    {
        if (TryReadLink(files, pid) is not { } link)
            return null;

        // What is another user's, or may not be looked into, shows no tag; its parent may.
        var hasVariable = TryReadVariable(files, pid, out var tag);
        if (hasVariable && tag is null)
            return new TaggedProcess(link, IsOptedOut: true);

        // The environment is what the program was started with: a worker that had no variable then shows by its descriptor that it is one.
        if (tag?.Worker != link.Key && TryReadDescriptor(files, pid) is { } inDescriptor && (tag is null || inDescriptor.Worker == link.Key))
            tag = inDescriptor;

        return tag is not null && tag.PidNamespace == pidNamespace
            ? new TaggedProcess(link, tag, TryReadStatus(files, pid, out var status) && status.TryReadUsers(out _, out var user, out _) ? ProcStatus.IdOf(user) : null)
            : new TaggedProcess(link);
    }

    private static bool TryReadVariable(ProcFiles files, int pid, out ProcessTag? tag)
    {
        tag = null;
        if (files.Read(pid, "environ"u8, out var rest) != ProcFileState.Read)
            return false;

        while (!rest.IsEmpty)
        {
            var variable = CommandLine.Next(ref rest);
            if (!variable.StartsWith("LIFELINE="u8))
                continue;

            tag = ProcessTag.TryParse(variable["LIFELINE=".Length..]);
            return true;
        }

        return false;
    }

    private static ProcessTag? TryReadDescriptor(ProcFiles files, int pid) =>
        files.TryReadLink(pid, "fd/999"u8) is { } file && file.StartsWith(Tagging.FilePrefix, StringComparison.Ordinal)
            && files.Read(pid, "fd/999"u8, out var content) == ProcFileState.Read
            ? ProcessTag.TryParse(content)
            : null;

    // "pid:[4026531836]": namespaces(7).
    private uint ReadPidNamespace(ProcFiles files) =>
        files.TryReadLink(_selfPid, "ns/pid"u8) is { } name && Utf8Parser.TryParse(Encoding.ASCII.GetBytes(name.AsSpan()["pid:[".Length..].ToString()), out uint number, out _) ? number : 0;

    /// <summary>
    /// A time at which a process's program was running already: exec ends all threads but the main one, so the oldest
    /// other thread was started by the program that runs now, and by .NET before anything else.
    /// </summary>
    private ulong? ReadProgramStart(int pid)
    {
        var files = new ProcFiles(_root);
        ulong? start = null;
        try
        {
            foreach (var thread in files.ListThreads(pid))
            {
                if (thread != pid && files.Read(pid, Encoding.ASCII.GetBytes($"task/{thread}/stat"), out var text) == ProcFileState.Read && ProcStat.TryParse(text, out var stat))
                    start = Math.Min(start ?? stat.StartTime, stat.StartTime);
            }
        }
        catch (LifelineException)
        {
            // It has ended, or is hidden.
        }

        return start;
    }
}
