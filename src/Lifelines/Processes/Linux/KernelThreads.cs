using System.Buffers.Text;

namespace Lifelines.Processes.Linux;

/// <summary>
/// The kernel's threads, as one file lists them: the children of kthreadd, whose pid is 2. Each would else cost a read of its
/// <c>stat</c>, the slowest file of all, and there are more of them than of programs.
/// </summary>
internal sealed class KernelThreads(ProcFiles files)
{
    public const int Daemon = 2;

    private readonly List<int> _pids = [];

    /// <summary>Reads the list, once it is certain that process 2 is kthreadd. Since Linux 3.5, with CONFIG_PROC_CHILDREN.</summary>
    public void Read()
    {
        if (files.Read(Daemon, "task/2/children"u8, out var children) != ProcFileState.Read)
            return;

        while (Utf8Parser.TryParse(children, out int pid, out var length))
        {
            _pids.Add(pid);
            children = children[length..].TrimStart(" "u8);
        }
    }

    /// <summary>Whether a process without a command is one of them. The kernel starts programs from there too, which have a command: call_usermodehelper of kernel/umh.c.</summary>
    public bool Contains(int pid) => _pids.Contains(pid);
}
