namespace Lifelines.Nuke;

/// <summary>The work of a lifeline.</summary>
/// <param name="action">Does it.</param>
internal sealed class WatchedAction(Func<LifelineContext, CancellationToken, Task> action)
{
    /// <summary>Whether it gives signs of life.</summary>
    public bool Reports { get; init; }

    /// <summary>Whether signals cancel its token; otherwise they have their default effect.</summary>
    public bool HandlesSignals { get; init; } = true;

    /// <summary>Does the work.</summary>
    /// <param name="lifeline">The lifeline that this process holds; null for none.</param>
    /// <returns>The exit code, if the build is to end with another than its own; else 0.</returns>
    public int Run(Lifeline? lifeline)
    {
        if (lifeline is null && !HandlesSignals)
        {
            action(new LifelineContext(), CancellationToken.None).GetAwaiter().GetResult();
            return 0;
        }

        var result = (lifeline ?? Lifeline.Unguarded).RunAsync(action).GetAwaiter().GetResult();
        return result.Outcome is LifelineOutcome.Completed or LifelineOutcome.Stopped ? 0 : result.ExitCode;
    }
}
