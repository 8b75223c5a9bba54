namespace Lifelines.Holding;

/// <summary>How long an action may go on.</summary>
/// <param name="Silence">How long without a sign of life; null for as long as it likes.</param>
/// <param name="RunTime">How long in all; null for as long as it likes.</param>
/// <param name="GracePeriod">How long it may take to end when that is over, or <see cref="Timeout.InfiniteTimeSpan"/>; null for the default, or longer if it says so.</param>
internal sealed record Limits(TimeSpan? Silence, TimeSpan? RunTime, TimeSpan? GracePeriod)
{
    public bool AreAny => Silence is not null || RunTime is not null;
}
