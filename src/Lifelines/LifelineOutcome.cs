namespace Lifelines;

/// <summary>What becomes of a start of a lifeline.</summary>
public enum LifelineOutcome
{
    /// <summary>Another process holds the lifeline, or this one runs an action of it already; the action does not run.</summary>
    AlreadyRunning,

    /// <summary>This process holds the lifeline, and the action starts.</summary>
    Started,

    /// <summary>The action has ended by itself.</summary>
    Completed,

    /// <summary>The action has ended after SIGTERM, SIGINT or SIGHUP, or because its caller cancelled it.</summary>
    Stopped,

    /// <summary>The action has thrown an exception.</summary>
    Failed,

    /// <summary>The action has given no sign of life for longer than <see cref="LifelineOptions.MaximumSilence"/>.</summary>
    Silent,

    /// <summary>The action has run for longer than <see cref="LifelineOptions.MaximumRunTime"/>.</summary>
    RanTooLong,

    /// <summary>The action has thrown an exception, and this process starts it again: see <see cref="LifelineOptions.BacksOff"/>.</summary>
    Retrying,
}
