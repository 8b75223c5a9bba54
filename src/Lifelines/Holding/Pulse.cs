namespace Lifelines.Holding;

/// <summary>Judges whether an action has been silent, or has run, for too long.</summary>
/// <param name="limits">How long it may.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="start">When it started, as the clock's timestamp.</param>
/// <param name="context">Has its signs of life.</param>
internal sealed class Pulse(Limits limits, TimeProvider clock, long start, LifelineContext context)
{
    // A fraction of the silence, so that this costs next to nothing.
    private const int LooksPerSilence = 10;
    private static readonly TimeSpan _longestInterval = TimeSpan.FromSeconds(15);

    // As long as can be added to the time since the clock began.
    private static readonly TimeSpan _ever = TimeSpan.MaxValue / 2;

    private readonly TimeSpan _interval = limits.Silence is { } silence ? Shorter(silence / LooksPerSilence, _longestInterval) : TimeSpan.MaxValue;
    private long _lastLook = clock.GetTimestamp();
    private long _lastSign = context.Signs;
    private TimeSpan _silentFor;

    /// <summary>How long it is until the next look.</summary>
    public TimeSpan UntilNextLook
    {
        get
        {
            var left = limits.RunTime is { } longest ? longest - clock.GetElapsedTime(start) : TimeSpan.MaxValue;
            return left < TimeSpan.Zero ? TimeSpan.Zero : Shorter(_interval, left);
        }
    }

    /// <summary>When this process will have been stopped for longer than it may be silent, if it does not look again: as time since the clock began.</summary>
    public TimeSpan? Deadline => limits.Silence is not null && Allowed is { } allowed ? clock.GetElapsedTime(0, _lastLook) + Countable(allowed) + _interval : null;

    private TimeSpan? Allowed => context.StopTimeout switch
    {
        { } timeout when timeout == Timeout.InfiniteTimeSpan => null,
        { } timeout when timeout > limits.Silence => timeout,
        _ => limits.Silence,
    };

    /// <summary>A time, or the longest that can be added to another.</summary>
    public static TimeSpan Countable(TimeSpan time) => Shorter(time, _ever);

    /// <summary>Looks.</summary>
    /// <returns>What it has done for too long; null if it may go on.</returns>
    public LifelineOutcome? Look()
    {
        var now = clock.GetTimestamp();
        var passed = clock.GetElapsedTime(_lastLook, now);
        _lastLook = now;
        var sign = context.Signs;
        if (sign != _lastSign)
            (_lastSign, _silentFor) = (sign, TimeSpan.Zero);
        else
            _silentFor += limits.Silence is null ? TimeSpan.Zero : Shorter(passed, 2 * _interval);

        if (limits.RunTime is { } longest && clock.GetElapsedTime(start, now) >= longest)
            return LifelineOutcome.RanTooLong;

        // Only silence that was watched counts: a process that did not run itself, since it was stopped, or the machine was
        // asleep or overloaded, could not report either.
        return _silentFor > Allowed ? LifelineOutcome.Silent : null;
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
