using System.Runtime.InteropServices;

namespace Lifelines.Holding;

/// <summary>How an action ended.</summary>
/// <param name="Outcome">What it came to.</param>
internal sealed record Ending(LifelineOutcome Outcome)
{
    /// <summary>The signal that stopped it; null for another reason.</summary>
    public PosixSignal? Signal { get; init; }

    /// <summary>Its last sign of life, if it ended for want of one.</summary>
    public DateTimeOffset? LastReport { get; init; }

    public Exception? Exception { get; init; }
}
