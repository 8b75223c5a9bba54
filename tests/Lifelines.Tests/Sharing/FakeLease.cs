namespace Lifelines.Tests.Sharing;

/// <summary>A lease that a test loses, and that notes when it is released.</summary>
internal sealed class FakeLease : SharedLease
{
    private readonly CancellationTokenSource _lost = new();

    public override CancellationToken Lost => _lost.Token;

    public override Exception? LossCause => new IOException("the cable was pulled");

    public bool IsReleased { get; private set; }

    public void Lose() => _lost.Cancel();

    public override ValueTask DisposeAsync()
    {
        IsReleased = true;
        _lost.Dispose();
        return ValueTask.CompletedTask;
    }
}
