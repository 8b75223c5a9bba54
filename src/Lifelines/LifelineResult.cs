namespace Lifelines;

/// <summary>What became of a start.</summary>
public sealed class LifelineResult
{
    internal LifelineResult(LifelineOutcome outcome, LifelineProcess? holder = null, int exitCode = 0)
    {
        ExitCode = exitCode;
        Outcome = outcome;
        Holder = holder;
    }

    /// <summary>Whether the action ran.</summary>
    public bool HasRun => Outcome != LifelineOutcome.AlreadyRunning;

    /// <summary>
    /// <see cref="LifelineOutcome.AlreadyRunning"/>, <see cref="LifelineOutcome.Completed"/>, <see cref="LifelineOutcome.Stopped"/>,
    /// <see cref="LifelineOutcome.Silent"/>, <see cref="LifelineOutcome.RanTooLong"/> or <see cref="LifelineOutcome.LeaseLost"/>.
    /// </summary>
    public LifelineOutcome Outcome { get; }

    /// <summary>
    /// What the program may end with, another for each way to end: 0 if the action ended by itself or did not run, 128 and the
    /// number of the signal that stopped it (143 for SIGTERM, 130 for SIGINT, 129 for SIGHUP), 70 if it was silent, 124 if it ran too
    /// long, 75 if it lost the lock that it shares with other machines.
    /// </summary>
    public int ExitCode { get; }

    /// <summary>The process that holds the lifeline, if the action did not run; null if it is on another host and the lock's engine does not tell.</summary>
    public LifelineProcess? Holder { get; }
}
