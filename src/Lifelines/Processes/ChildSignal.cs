using Lifelines.Processes.Unix;

namespace Lifelines.Processes;

/// <summary>SIGCHLD, by which .NET learns that a process that it started has ended.</summary>
internal static unsafe class ChildSignal
{
    // SIG_DFL and SIG_IGN of signal(2).
    private const nint Default = 0;
    private const nint Ignored = 1;

    // More than any system's struct sigaction takes.
    private const int SigActionSize = 512;

    /// <summary>Heeds the signal where this process was started to ignore it. To be called before .NET starts a process.</summary>
    /// <remarks>
    /// What is ignored stays ignored through execve(2), and .NET installs no handler then (pal_signal.c): a wait for a
    /// process would never end.
    /// </remarks>
    public static void Heed()
    {
        if (OperatingSystem.IsWindows())
            return;

        // glibc, musl, macOS and FreeBSD have the handler first.
        var action = stackalloc nint[SigActionSize / sizeof(nint)];
        if (LibC.SigAction(LibC.SIGCHLD, null, action) == 0 && action[0] == Ignored)
            _ = LibC.Signal(LibC.SIGCHLD, Default);
    }
}
