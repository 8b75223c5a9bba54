namespace Lifelines.Elections;

/// <summary>What a process that wants to hold a lifeline does next.</summary>
internal enum Decision
{
    /// <summary>Hold it: nobody else does, and nobody else will.</summary>
    Hold,

    /// <summary>Leave: another process holds it, or will.</summary>
    Yield,

    /// <summary>Scan again: the others are about to leave, or one of them holds it.</summary>
    Wait,
}
