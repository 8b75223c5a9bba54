namespace Lifelines.Holding;

/// <summary>Runs the action of a lifeline that this process holds.</summary>
internal static class Holder
{
    /// <summary>Runs an action under a token that stop signals cancel; an end by that is a normal end.</summary>
    /// <param name="action">The action.</param>
    /// <param name="clock">Tells a stop from one that arrives again.</param>
    /// <param name="showStopping">Shows all other processes that this one was told to stop.</param>
    /// <param name="cancellationToken">Cancels the action's token as well.</param>
    /// <returns><see cref="LifelineOutcome.Completed"/>, or <see cref="LifelineOutcome.Stopped"/> if a signal came before the end.</returns>
    /// <exception cref="InvalidOperationException">The action returned no task.</exception>
    public static async Task<LifelineOutcome> RunAsync(Func<CancellationToken, Task> action, TimeProvider clock, Func<IDisposable> showStopping, CancellationToken cancellationToken)
    {
        using var signals = new StopSignals(clock, showStopping);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, cancellationToken);
        try
        {
            await (action(either.Token) ?? throw new InvalidOperationException("The action returned null where it must return a task.")).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
        }

        return signals.Token.IsCancellationRequested ? LifelineOutcome.Stopped : LifelineOutcome.Completed;
    }
}
