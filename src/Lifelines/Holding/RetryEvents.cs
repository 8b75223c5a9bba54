namespace Lifelines.Holding;

/// <summary>What is done when an action has failed and is to be started again.</summary>
/// <param name="CleanUp">Ends what it has started and left behind.</param>
/// <param name="OnFailure">Tells why it failed, and when it is started again.</param>
/// <param name="Show">Shows the same to all other processes, until the result is disposed; also given how long it is until then.</param>
internal sealed record RetryEvents(Func<Task> CleanUp, Action<Exception, DateTimeOffset> OnFailure, Func<Exception, DateTimeOffset, TimeSpan, IDisposable> Show);
