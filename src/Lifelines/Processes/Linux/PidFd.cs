using System.Runtime.InteropServices;
using Lifelines.Processes.Unix;

namespace Lifelines.Processes.Linux;

/// <summary>Linux 5.3 and later: a file descriptor that names one process for good, pidfd_open(2).</summary>
internal sealed unsafe class PidFd : SignalHandle
{
    private readonly int _descriptor;
    private readonly PidHandle _byPid;

    private PidFd(int descriptor, PidHandle byPid)
    {
        _descriptor = descriptor;
        _byPid = byPid;
    }

    public override bool HasExited
    {
        get
        {
            // "Becomes readable when the process terminates", be it reaped or not: pidfd_open(2).
            var descriptor = new LibC.PollDescriptor { Descriptor = _descriptor, Events = LibC.POLLIN };
            return LibC.Poll(&descriptor, 1, 0) > 0;
        }
    }

    /// <summary>Opens the descriptor; false if the system has none.</summary>
    /// <param name="byPid">What signals the process where the descriptor may not be used for it.</param>
    /// <param name="pid">The process id.</param>
    /// <param name="handle">The descriptor, or null if the process has ended.</param>
    public static bool TryOpen(PidHandle byPid, int pid, out PidFd? handle)
    {
        handle = null;
        var descriptor = (int)LibC.Syscall(LibC.SYS_pidfd_open, pid, 0, 0, 0);
        if (descriptor >= 0)
        {
            handle = new PidFd(descriptor, byPid);
            return true;
        }

        return Marshal.GetLastPInvokeError() == LibC.ESRCH;
    }

    public override void Dispose() => _ = LibC.Close(_descriptor);

    // A filter of system calls, seccomp(2), may allow pidfd_open and refuse this one, with any error: then it is not the process that refuses.
    public override bool Signal(int signal) =>
        LibC.Syscall(LibC.SYS_pidfd_send_signal, _descriptor, signal, 0, 0) == 0 || Marshal.GetLastPInvokeError() == LibC.ESRCH || _byPid.Signal(signal);
}
