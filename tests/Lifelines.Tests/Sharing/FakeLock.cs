namespace Lifelines.Tests.Sharing;

/// <summary>A lock whose engine does what a test says.</summary>
internal sealed class FakeLock(Func<CancellationToken, Task<SharedLease?>> tryAcquire, TimeSpan? answerTimeout = null, TimeSpan? stopTimeout = null) : SharedLock
{
    public override string Engine => "the engine";

    public override TimeSpan AnswerTimeout => answerTimeout ?? TimeSpan.FromMilliseconds(100);

    public override TimeSpan StopTimeout => stopTimeout ?? TimeSpan.FromMilliseconds(100);

    public LifelineProcess? Holder { get; init; }

    public override ValueTask<SharedLease?> TryAcquireAsync(CancellationToken cancellationToken) => new(tryAcquire(cancellationToken));

    public override ValueTask<SharedLease> AcquireAsync(CancellationToken cancellationToken) => new(AcquireAtLastAsync(cancellationToken));

    public override ValueTask<LifelineProcess?> FindHolderAsync(CancellationToken cancellationToken) => new(Holder);

    private async Task<SharedLease> AcquireAtLastAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (await tryAcquire(cancellationToken) is { } lease)
                return lease;
        }
    }
}
