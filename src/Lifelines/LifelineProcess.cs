using System.Globalization;

namespace Lifelines;

/// <summary>A process of a lifeline.</summary>
public sealed class LifelineProcess
{
    private DateTimeOffset? _startedAt;

    /// <summary>The process id.</summary>
    public required int Id { get; init; }

    /// <summary>The name of its effective user, or the number if it has no name; on Windows with the session.</summary>
    public string User { get => field ??= ReadUser?.Invoke() ?? ""; init; }

    /// <summary>When the kernel started it: for a program that was started by <c>exec</c>, when the first program of that process started.</summary>
    public DateTimeOffset StartedAt { get => _startedAt ??= ReadStart?.Invoke() ?? default; init => _startedAt = value; }

    /// <summary>Its arguments, the program first.</summary>
    public IReadOnlyList<string> CommandLine { get; init; } = [];

    /// <summary>The time that it has spent on all processors; null if it was not read, or this user may not know.</summary>
    public TimeSpan? CpuTime { get; init; }

    /// <summary>The physical memory that it uses, in bytes; null if it was not read, or this user may not know.</summary>
    public long? WorkingSet { get; init; }

    /// <summary>When its action starts again; null if it does not wait for that, it was not read, or not on Linux.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Why its action has failed, if it waits to start it again; the first hundred letters.</summary>
    public string? Failure { get; init; }

    // Read when they are asked for: a user's name may come from a directory service, and a local time loads the time zones.
    // A redundant start waits for neither.
    internal Func<string>? ReadUser { private get; init; }

    internal Func<DateTimeOffset>? ReadStart { private get; init; }

    /// <summary>Words for the operator, such as "pid 812 (user deploy, since 2026-03-01 12:00:00 +01:00): /srv/app/worker a".</summary>
    public override string ToString() => $"pid {Id} (user {User}, since {Timestamp(StartedAt)}): {Printable.Join(CommandLine)}";

    /// <summary>A time as all messages write it.</summary>
    internal static string Timestamp(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
