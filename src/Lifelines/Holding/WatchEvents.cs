namespace Lifelines.Holding;

/// <summary>What a watch does beside cancelling the action's token.</summary>
/// <param name="OnPulse">Shows all other processes when this one will have been stopped for too long, unless it shows a later time until then; called on the watch's thread.</param>
/// <param name="OnExpiry">Tells that a limit was reached.</param>
/// <param name="End">Ends this process with what it started.</param>
internal sealed record WatchEvents(Action<TimeSpan> OnPulse, Action<Ending> OnExpiry, Action<Ending> End);
