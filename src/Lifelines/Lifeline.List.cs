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

    /// <summary>Lists the other running processes of this lifeline, with what they have used so far; with a shared lock, also the one of another machine that has it.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The processes, the oldest first; the calling process does not count.</returns>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process, or the shared lock's engine does not answer.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public async Task<IReadOnlyList<LifelineProcess>> ListAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var here = await Task.Run(List, cancellationToken).ConfigureAwait(false);
        return await FindElsewhereAsync(cancellationToken).ConfigureAwait(false) is { } holder ? [.. here, holder] : here;
    }

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
