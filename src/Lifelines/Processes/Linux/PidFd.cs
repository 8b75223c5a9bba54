using System.Runtime.InteropServices;
using Lifelines.Processes.Unix;

namespace Lifelines.Processes.Linux;

/// <summary>Linux 5.3 and later: a file descriptor that names one process for good, pidfd_open(2).</summary>
internal sealed unsafe class PidFd : SignalHandle
{
    private readonly int _descriptor;

    private PidFd(int descriptor) => _descriptor = descriptor;

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
    /// <param name="pid">The process id.</param>
    /// <param name="handle">The descriptor, or null if the process has ended.</param>
    public static bool TryOpen(int pid, out PidFd? handle)
    {
        handle = null;
        var descriptor = (int)LibC.Syscall(LibC.SYS_pidfd_open, pid, 0, 0, 0);
        if (descriptor >= 0)
        {
            handle = new PidFd(descriptor);
            return true;
        }

        return Marshal.GetLastPInvokeError() == LibC.ESRCH;
    }

    public override void Dispose() => _ = LibC.Close(_descriptor);

    protected override bool Signal(int signal) =>
        LibC.Syscall(LibC.SYS_pidfd_send_signal, _descriptor, signal, 0, 0) == 0 || Marshal.GetLastPInvokeError() == LibC.ESRCH;
}
