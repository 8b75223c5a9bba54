namespace Lifelines.Holding;

/// <summary>Runs the action of a lifeline that this process holds.</summary>
internal static class Holder
{
    /// <summary>Runs an action under a token that stop signals cancel; an end by that is a normal end.</summary>
    /// <param name="action">The action.</param>
    /// <param name="handlesSignals">Whether signals cancel the token; otherwise the action handles them.</param>
    /// <param name="clock">Tells a stop from one that arrives again.</param>
    /// <param name="sign">Shows all other processes that this one was told to stop.</param>
    /// <param name="cancellationToken">Cancels the action's token as well.</param>
    /// <returns><see cref="LifelineOutcome.Completed"/>, or <see cref="LifelineOutcome.Stopped"/> if it was told to stop before the end.</returns>
    /// <exception cref="InvalidOperationException">The action returned no task.</exception>
    public static async Task<LifelineOutcome> RunAsync(Func<LifelineContext, CancellationToken, Task> action, bool handlesSignals, TimeProvider clock, StopSign sign, CancellationToken cancellationToken)
    {
        StopSign.Hide();
        var context = new LifelineContext(timeout => sign.Show(timeout));
        using var signals = handlesSignals ? new StopSignals(clock, () => sign.Show()) : null;
        StopSignals.Receive();
        var stopped = signals?.Token ?? CancellationToken.None;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopped, cancellationToken);
        try
        {
            await (action(context, either.Token) ?? throw new InvalidOperationException("The action returned null where it must return a task.")).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
        }

        return stopped.IsCancellationRequested || context.StopTimeout is not null ? LifelineOutcome.Stopped : LifelineOutcome.Completed;
    }
}
