using System.Runtime.InteropServices;

namespace Lifelines.Holding;

/// <summary>The exit code of each way to end.</summary>
internal static class ExitCode
{
    public static int Of(Ending ending) => ending.Outcome switch
    {
        LifelineOutcome.Stopped => OfSignal(ending.Signal ?? PosixSignal.SIGTERM),
        // EX_SOFTWARE of sysexits(3); and what timeout(1) ends with.
        LifelineOutcome.Silent => 70,
        LifelineOutcome.RanTooLong => 124,
        // EX_TEMPFAIL of sysexits(3).
        LifelineOutcome.LeaseLost => 75,
        _ => 0,
    };

    // As a shell shows the end by a signal, and .NET's default action returns: 128 and the signal's number.
    private static int OfSignal(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 129,
        PosixSignal.SIGINT => 130,
        PosixSignal.SIGQUIT => 131,
        _ => 143,
    };
}
