namespace Lifelines.Holding;

/// <summary>Runs the action of a lifeline that this process holds.</summary>
internal static class Holder
{
    /// <summary>Runs an action under a token that stop signals cancel; an end by that is a normal end.</summary>
    /// <param name="action">The action.</param>
    /// <param name="handlesSignals">Whether signals cancel the token; otherwise the action handles them.</param>
    /// <param name="clock">Tells a stop from one that arrives again.</param>
    /// <param name="sign">Shows all other processes that this one was told to stop.</param>
    /// <param name="watch">Begins to watch the action; null if nothing limits it.</param>
    /// <param name="cancellationToken">Cancels the action's token as well.</param>
    /// <returns>How it ended: by itself, or because it was told to stop.</returns>
    /// <exception cref="InvalidOperationException">The action returned no task.</exception>
    public static async Task<Ending> RunAsync(Func<LifelineContext, CancellationToken, Task> action, bool handlesSignals, TimeProvider clock, StopSign sign, Func<LifelineContext, Watchdog>? watch, CancellationToken cancellationToken)
    {
        StopSign.Hide();
        var context = new LifelineContext(timeout => sign.Show(timeout));
        using var signals = handlesSignals ? new StopSignals(clock, () => sign.Show()) : null;
        StopSignals.Receive();
        var stopped = signals?.Token ?? CancellationToken.None;
        using var watchdog = watch?.Invoke(context);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stopped, cancellationToken, watchdog?.Token ?? CancellationToken.None);
        try
        {
            await (action(context, any.Token) ?? throw new InvalidOperationException("The action returned null where it must return a task.")).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested || watchdog?.Expired is not null)
        {
        }
#pragma warning disable CA1031 // The last event has it: it is not why the action ends.
        catch (Exception exception) when (watchdog?.Expired is not null)
#pragma warning restore CA1031
        {
            return watchdog.Expired with { Exception = exception };
        }

        watchdog?.Dispose();
        watchdog?.ThrowIfFailed();
        if (watchdog?.Expired is { } expired)
            return expired;

        return stopped.IsCancellationRequested || context.StopTimeout is not null
            ? new Ending(LifelineOutcome.Stopped) { Signal = signals?.First ?? context.StopSignal }
            : new Ending(LifelineOutcome.Completed);
    }
}
