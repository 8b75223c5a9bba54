using Lifelines.Holding;
using Lifelines.Processes;
using Lifelines.Terminations;

namespace Lifelines;

public sealed partial class Lifeline
{
    private BackOff FindBackOff(StopSign sign) => new(TimeProvider.System, sign, new RetryEvents(CleanUpAsync, RaiseRetry, ShowRetry));

    private Task CleanUpAsync() => OwnDescendants.EndAsync(ProcessTable.Create(), TimeProvider.System, _options.GracePeriod ?? Termination.DefaultGracePeriod);

    private void RaiseRetry(Exception failure, DateTimeOffset next) => Tell(new LifelineEvent(Name, LifelineOutcome.Retrying, exception: failure) { RetryAt = next });

    private static IDisposable ShowRetry(Exception failure, DateTimeOffset next) => RetrySigns.Show($"{failure.GetType().Name}: {failure.Message}", next);
}
