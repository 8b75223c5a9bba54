using Lifelines.Holding;
using Lifelines.Processes;
using Lifelines.Terminations;

namespace Lifelines;

public sealed partial class Lifeline
{
    // Killing takes as long as a termination's.
    private static readonly TimeSpan _killLimit = 2 * Termination.KillPeriod;
    private static readonly TimeSpan _lineLimit = TimeSpan.FromSeconds(1);

    private Func<LifelineContext, Watchdog>? FindWatch(long start)
    {
        var limits = new Limits(_options.MaximumSilence, _options.MaximumRunTime, _options.GracePeriod);
        return limits.AreAny
            ? context => new Watchdog(limits, TimeProvider.System, TimeProvider.System.GetTimestamp(), context, new WatchEvents(ShowPulse, RaiseExpiry, ending => EndProcess(ending, start)))
            : null;
    }

    private static void ShowPulse(TimeSpan deadline) => Thread.CurrentThread.Name = ProcessSign.Pulse(deadline).Name;

    private void RaiseExpiry(Ending ending) => Tell(new LifelineEvent(Name, ending.Outcome) { LastReport = ending.LastReport });

    // What cannot be found or killed is swept by the next start.
    private void EndProcess(Ending ending, long start, TimeSpan? killLimit = null)
    {
        LimitedCall.Run(() => OwnDescendants.Kill(ProcessTable.Create(), TimeProvider.System), killLimit ?? _killLimit);
        LimitedCall.Run(() => RaiseLast(ending, start), _lineLimit);
        OwnProcess.End(ExitCode.Of(ending));
    }
}
