namespace Lifelines.Processes.Unix;

/// <summary>
/// Stop signals that this process was started with blocked: a parent that blocks them around its fork(2) passes the mask
/// on through execve(2), each thread inherits it, and .NET never clears it.
/// </summary>
internal static unsafe class BlockedSignals
{
    private static readonly int[] _signals = [LibC.SIGTERM, LibC.SIGINT, LibC.SIGHUP];

    // Static: the signals are the process's.
    private static int _isReceiving;

    /// <summary>Has this process receive them from now on.</summary>
    public static void Receive()
    {
        if (!AreAnyBlocked() || Interlocked.Exchange(ref _isReceiving, 1) != 0)
            return;

        // A signal to a process goes to any thread that does not block it, signal(7). The caller's thread may end before the process does.
        new Thread(Wait) { IsBackground = true, Name = "lifeline signals" }.Start();
    }

    private static bool AreAnyBlocked()
    {
        var set = stackalloc byte[LibC.SignalSetSize];
        _ = LibC.SetSignalMask(0, null, set);
        foreach (var signal in _signals)
        {
            if (LibC.IsInSignalSet(set, signal) == 1)
                return true;
        }

        return false;
    }

    private static void Wait()
    {
        var set = stackalloc byte[LibC.SignalSetSize];
        _ = LibC.EmptySignalSet(set);
        foreach (var signal in _signals)
            _ = LibC.AddToSignalSet(set, signal);

        _ = LibC.SetSignalMask(LibC.SIG_UNBLOCK, set, null);
        Thread.Sleep(Timeout.Infinite);
    }
}
