namespace Lifelines.Holding;

/// <summary>What happens when the lease of a shared lock is lost.</summary>
/// <param name="Raise">Says so.</param>
/// <param name="EndDescendants">Ends what the action has started, when it has ended itself.</param>
/// <param name="EndProcess">Ends this process, when the action has not.</param>
internal sealed record LossEvents(Action Raise, Action EndDescendants, Action EndProcess);
