using Lifelines.Holding;
using Lifelines.Processes;
using Lifelines.Terminations;

namespace Lifelines;

public sealed partial class Lifeline
{
    private BackOff FindBackOff(StopSign sign) => new(TimeProvider.System, sign, new RetryEvents(CleanUpAsync, RaiseRetry, ShowRetry));

    private Task CleanUpAsync() => OwnDescendants.EndAsync(ProcessTable.Create(), TimeProvider.System, _options.GracePeriod ?? Termination.DefaultGracePeriod);

    private void RaiseRetry(Exception failure, DateTimeOffset next) => Tell(new LifelineEvent(Name, LifelineOutcome.Retrying, exception: failure) { RetryAt = next });

    // Whoever is stopped when it is to start again is replaced as one that is silent.
    private IDisposable ShowRetry(Exception failure, DateTimeOffset next, TimeSpan wait)
    {
        var pulse = _options.MaximumSilence is { } silence ? ProcessSign.Pulse(TimeProvider.System.GetElapsedTime(0) + wait + Pulse.Countable(silence)) : null;
        return RetrySigns.Show($"{failure.GetType().Name}: {failure.Message}", next, pulse);
    }
}
