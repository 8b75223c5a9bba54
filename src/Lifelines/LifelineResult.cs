namespace Lifelines;

/// <summary>What became of a start.</summary>
public sealed class LifelineResult
{
    internal LifelineResult(LifelineOutcome outcome, LifelineProcess? holder = null)
    {
        Outcome = outcome;
        Holder = holder;
    }

    /// <summary>Whether the action ran.</summary>
    public bool HasRun => Outcome != LifelineOutcome.AlreadyRunning;

    /// <summary><see cref="LifelineOutcome.AlreadyRunning"/>, <see cref="LifelineOutcome.Completed"/> or <see cref="LifelineOutcome.Stopped"/>.</summary>
    public LifelineOutcome Outcome { get; }

    /// <summary>The process that holds the lifeline, if the action did not run.</summary>
    public LifelineProcess? Holder { get; }
}
