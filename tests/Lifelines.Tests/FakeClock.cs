namespace Lifelines.Tests;

/// <summary>A clock that a test moves on; its timers ring when it passes their time.</summary>
internal sealed class FakeClock : TimeProvider
{
    private readonly List<FakeTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(() => callback(state), _now + dueTime);
        _timers.Add(timer);
        return timer;
    }

    public void Advance(double seconds)
    {
        _now += TimeSpan.FromSeconds(seconds);
        foreach (var timer in _timers.FindAll(timer => timer.Due <= _now))
        {
            _ = _timers.Remove(timer);
            timer.Ring();
        }
    }

    private sealed class FakeTimer(Action ring, TimeSpan due) : ITimer
    {
        private bool _isDisposed;

        public TimeSpan Due => due;

        public void Ring()
        {
            if (!_isDisposed)
                ring();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => _isDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
