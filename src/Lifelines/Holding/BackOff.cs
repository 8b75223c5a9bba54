namespace Lifelines.Holding;

/// <summary>
/// Starts an action that has failed again, later each time if it fails soon. The process waits as the holder: others yield to it, and can
/// see why and until when.
/// </summary>
/// <param name="clock">Tells the time.</param>
/// <param name="sign">Shows all other processes that this one was told to stop.</param>
/// <param name="events">Who is told.</param>
internal sealed class BackOff(TimeProvider clock, StopSign sign, RetryEvents events)
{
    private static readonly TimeSpan _soon = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _well = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _shortestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestWait = TimeSpan.FromMinutes(60);

    private TimeSpan _wait;

    /// <summary>Runs an action until it ends without failing, or this process is told to stop.</summary>
    /// <param name="run">Runs it once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Ending> RunAsync(Func<Task<Ending>> run, CancellationToken cancellationToken)
    {
        while (true)
        {
            var start = clock.GetTimestamp();
            Exception failure;
            try
            {
                return await run().ConfigureAwait(false);
            }
#pragma warning disable CA1031 // The events have it.
            catch (Exception exception) when (!sign.WasShown && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                failure = exception;
            }

            if (await WaitAsync(failure, FindWait(clock.GetElapsedTime(start)), cancellationToken).ConfigureAwait(false) is { } stopped)
                return stopped;
        }
    }

    /// <summary>How long to wait after a failure.</summary>
    /// <param name="runTime">How long the action had run.</param>
    internal TimeSpan FindWait(TimeSpan runTime)
    {
        if (runTime >= _well)
            _wait = TimeSpan.Zero;
        else if (runTime < _soon)
            _wait = _wait == TimeSpan.Zero ? _shortestWait : 2 * _wait < _longestWait ? 2 * _wait : _longestWait;

        return _wait;
    }

    private async Task<Ending?> WaitAsync(Exception failure, TimeSpan wait, CancellationToken cancellationToken)
    {
        using var signals = new StopSignals(clock, () => sign.Show());
        await events.CleanUp().ConfigureAwait(false);
        if (sign.WasShown)
            return new Ending(LifelineOutcome.Stopped) { Signal = signals.First };

        var next = clock.GetLocalNow() + wait;

        // Before anybody is told of it.
        using var shown = events.Show(failure, next, wait);
        events.OnFailure(failure, next);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, cancellationToken);
        try
        {
            await Task.Delay(wait, clock, either.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (signals.First is not null)
        {
            return new Ending(LifelineOutcome.Stopped) { Signal = signals.First };
        }
    }
}
