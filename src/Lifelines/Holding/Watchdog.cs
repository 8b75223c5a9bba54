using System.Runtime.ExceptionServices;

namespace Lifelines.Holding;

/// <summary>
/// Watches an action from a thread of its own, so that neither a starved thread pool nor a lock nor a loop hides from it. Once a limit is
/// reached it cancels the action's token, and if the action has not ended after the grace period it ends the process.
/// </summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan _defaultGracePeriod = Terminations.Termination.DefaultGracePeriod;

    // How long a line may take: what hangs may have the console's lock.
    private static readonly TimeSpan _lineLimit = TimeSpan.FromSeconds(1);

    private readonly object _state = new();
#pragma warning disable CA2213 // Not disposed: its callbacks may still be running.
    private readonly CancellationTokenSource _source = new();
#pragma warning restore CA2213
    private readonly Limits _limits;
    private readonly LifelineContext _context;
    private readonly Pulse _pulse;
    private readonly WatchEvents _events;
    private bool _hasEnded;
    private bool _isEnding;
    private Exception? _failure;

    /// <param name="limits">How long the action may go on.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="start">When the action started, as the clock's timestamp.</param>
    /// <param name="context">Has its signs of life.</param>
    /// <param name="events">Who is told.</param>
    public Watchdog(Limits limits, TimeProvider clock, long start, LifelineContext context, WatchEvents events)
    {
        _limits = limits;
        _context = context;
        _events = events;
        _pulse = new Pulse(limits, clock, start, context);
        Token = _source.Token;
        new Thread(Watch) { IsBackground = true, Name = "lifeline watch" }.Start();
    }

    /// <summary>Is cancelled once a limit is reached.</summary>
    public CancellationToken Token { get; }

    /// <summary>Which limit was reached; null if none was.</summary>
    public Ending? Expired { get; private set; }

    /// <summary>Ends the watch, since the action has ended. It does not return if this process is being ended.</summary>
    public void Dispose()
    {
        lock (_state)
        {
            while (_isEnding)
                _ = Monitor.Wait(_state);

            _hasEnded = true;
            Monitor.PulseAll(_state);
        }
    }

    /// <summary>Throws what a callback of the token has thrown, or who was told.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    private void Watch()
    {
        LifelineOutcome? outcome = null;
        while (outcome is null)
        {
            if (_pulse.Deadline is { } deadline)
                _events.OnPulse(deadline);

            if (HasEndedWithin(_pulse.UntilNextLook))
                return;

            outcome = _pulse.Look();
        }

        lock (_state)
        {
            if (_hasEnded)
                return;

            Expired = new Ending(outcome.Value) { LastReport = outcome == LifelineOutcome.Silent ? _context.LastReport : null };
        }

        LimitedCall.Run(() => _events.OnExpiry(Expired), _lineLimit, exception => _failure = exception);
        LimitedCall.Run(_source.Cancel, TimeSpan.Zero, exception => _failure = exception);
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            var left = GracePeriod == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : GracePeriod - TimeProvider.System.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                break;

            // It may say meanwhile that it takes longer.
            if (HasEndedWithin(left < _lineLimit ? left : _lineLimit))
                return;
        }

        lock (_state)
        {
            if (_hasEnded)
                return;

            _isEnding = true;
        }

        _events.End(Expired);
    }

    private TimeSpan GracePeriod => (_limits.GracePeriod, _context.StopTimeout) switch
    {
        ({ } period, _) => period,
        (null, { } timeout) when timeout == Timeout.InfiniteTimeSpan || timeout > _defaultGracePeriod => timeout,
        _ => _defaultGracePeriod,
    };

    private bool HasEndedWithin(TimeSpan time)
    {
        var start = TimeProvider.System.GetTimestamp();
        lock (_state)
        {
            while (!_hasEnded && time - TimeProvider.System.GetElapsedTime(start) is var left && left > TimeSpan.Zero)
                _ = Monitor.Wait(_state, left.TotalMilliseconds < int.MaxValue ? (int)Math.Ceiling(left.TotalMilliseconds) : int.MaxValue);

            return _hasEnded;
        }
    }
}
