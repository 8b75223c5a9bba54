using System.Globalization;

namespace Lifelines.Processes;

/// <summary>
/// What a process shows of itself to all others, whoever their user is: the name of a thread that does nothing else.
/// It needs no file, ends with the process, and leaves the name alone by which operators find the process.
/// </summary>
/// <param name="name">The name, of at most 15 bytes: TASK_COMM_LEN of include/linux/sched.h.</param>
internal sealed class ProcessSign(string name)
{
    private const string Prefix = "lifeline-";
    private const string PulsePrefix = "pulse:";

    // Some thirty years after the system has started.
    private const int LastPulse = 999_999_999;

    // What fits in between.
    private const int MostSeconds = 99_999;

    /// <summary>It was told to stop.</summary>
    public static ProcessSign Stopping { get; } = new($"{Prefix}stops");

    /// <summary>It is ending processes of a lifeline that its own command is one of.</summary>
    public static ProcessSign Terminating { get; } = new($"{Prefix}ends");

    public string Name => name;

    /// <summary>It was told to stop, and may take so long, as in "lifeline-30s".</summary>
    public static ProcessSign StoppingWithin(TimeSpan timeout)
    {
        var seconds = timeout == Timeout.InfiniteTimeSpan ? MostSeconds : Math.Min(Math.Ceiling(timeout.TotalSeconds), MostSeconds);
        return new ProcessSign(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{seconds}s"));
    }

    /// <summary>
    /// It has been stopped for too long at that time, unless it shows a later one until then; as in "pulse:000086400". Counted as the
    /// system's <see cref="TimeProvider.GetTimestamp"/> does, CLOCK_MONOTONIC of clock_gettime(2).
    /// </summary>
    public static ProcessSign Pulse(TimeSpan deadline) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{PulsePrefix}{Math.Min(Math.Ceiling(deadline.TotalSeconds), LastPulse):000000000}"));

    /// <summary>Whether a thread of this name may be a sign.</summary>
    public static bool IsOne(string threadName) => threadName.StartsWith(Prefix, StringComparison.Ordinal) || threadName.StartsWith(PulsePrefix, StringComparison.Ordinal) || RetrySigns.IsOne(threadName);

    /// <summary>When a process has been stopped for too long; null if its signs do not say so.</summary>
    public static TimeSpan? DeadlineOf(IReadOnlyList<string>? signs)
    {
        foreach (var sign in signs ?? [])
        {
            if (sign.StartsWith(PulsePrefix, StringComparison.Ordinal) && int.TryParse(sign.AsSpan(PulsePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(seconds);
        }

        return null;
    }

    /// <summary>Whether the signs of a process say that it was told to stop; null if it cannot be told.</summary>
    public static bool? SayStopping(IReadOnlyList<string>? signs) => signs is null ? null : signs.Contains(Stopping.Name) || TimeoutOf(signs) is not null;

    /// <summary>How long a process may take to stop; null if its signs do not say so.</summary>
    public static TimeSpan? TimeoutOf(IReadOnlyList<string>? signs)
    {
        foreach (var sign in signs ?? [])
        {
            if (sign.StartsWith(Prefix, StringComparison.Ordinal) && sign.EndsWith('s') && int.TryParse(sign.AsSpan(Prefix.Length..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(seconds);
        }

        return null;
    }

    /// <summary>Shows it until the result is disposed.</summary>
    public IDisposable Show() => new Shown(name);

    private sealed class Shown : IDisposable
    {
        private readonly object _state = new();
        private bool _isShown;
        private bool _isOver;

        public Shown(string name)
        {
            try
            {
                new Thread(() => Show(name)) { IsBackground = true }.Start();
            }
            catch (OutOfMemoryException)
            {
                // The system allows no more threads, pthread_create(3): it goes without.
                return;
            }

            lock (_state)
            {
                while (!_isShown)
                    _ = Monitor.Wait(_state);
            }
        }

        public void Dispose()
        {
            lock (_state)
            {
                _isOver = true;
                Monitor.PulseAll(_state);
            }
        }

        private void Show(string name)
        {
            Thread.CurrentThread.Name = name;
            lock (_state)
            {
                _isShown = true;
                Monitor.PulseAll(_state);
                while (!_isOver)
                    _ = Monitor.Wait(_state);
            }
        }
    }
}
