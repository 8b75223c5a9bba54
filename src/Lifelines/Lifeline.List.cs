using Lifelines.Processes;

namespace Lifelines;

public sealed partial class Lifeline
{
    /// <summary>Whether another process of this lifeline is running.</summary>
    /// <returns>
    /// Whether there is one; the calling process does not count, nor one that was stopped for longer than its
    /// <see cref="LifelineOptions.MaximumSilence"/>: the next start replaces it.
    /// </returns>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public bool IsRunning()
    {
        if (_isDouble)
            return _holderOfDouble is not null;

        var table = ProcessTable.Create();
        var self = table.ReadSelf();
        return DoesAnyGoOn(table, Scan(table, self, Identify(self)).Others);
    }

    /// <summary>Lists the other running processes of this lifeline, with what they have used so far.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The processes, the oldest first; the calling process does not count.</returns>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public Task<IReadOnlyList<LifelineProcess>> ListAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<IReadOnlyList<LifelineProcess>>(cancellationToken) : Task.Run(List, cancellationToken);

    private IReadOnlyList<LifelineProcess> List()
    {
        if (_isDouble)
            return _holderOfDouble is { } holder ? [holder] : [];

        var table = ProcessTable.Create();
        var self = table.ReadSelf();
        return
        [
            .. Scan(table, self, Identify(self)).Instances
                .OrderBy(process => process.Key)
                .Select(table.TryDescribeWithUsage)
                .OfType<LifelineProcess>(),
        ];
    }
}
