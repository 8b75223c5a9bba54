using System.Runtime.CompilerServices;
using Lifelines.Elections;
using Lifelines.Holding;
using Lifelines.Processes;
using Lifelines.Terminations;

namespace Lifelines;

public sealed partial class Lifeline
{
    // Less than a termination may take: another machine is about to start.
    private static readonly TimeSpan _lossKillLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _findHolderTimeout = TimeSpan.FromSeconds(5);

    // Static, since it is the process that holds.
    private static readonly ConditionalWeakTable<Hold, LeaseWatch> _leases = [];

    /// <summary>
    /// Decides, as <see cref="TryHold"/> does, whether this process is the one of its lifeline that does the work; with a
    /// <see cref="LifelineOptions.SharedLock"/>, of those on all machines. When that lock is lost, the process is ended.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Whether this process holds the lifeline.</returns>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process, what an earlier worker had started cannot be ended, or the shared lock's engine does not tell whether another machine holds.</exception>
    /// <exception cref="InvalidOperationException">Other processes could not recognise this one.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public async Task<bool> TryHoldAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_options.SharedLock is null)
            return TryHold(out _);

        var holder = FindHolder(out var hold);
        if (holder is null && await AcquireAsync(hold!, cancellationToken).ConfigureAwait(false) is { Watch: null, Holder: var elsewhere })
        {
            Raise(LifelineOutcome.AlreadyRunning, elsewhere);
            return false;
        }

        if (holder is null)
            StopSignals.Receive();

        Raise(holder is null ? LifelineOutcome.Started : LifelineOutcome.AlreadyRunning, holder);
        return holder is null;
    }

    private async Task<LifelineResult> ActSharedAsync(Func<LifelineContext, CancellationToken, Task> action, Hold hold, CancellationToken cancellationToken)
    {
        try
        {
            var (watch, holder) = await AcquireAsync(hold, cancellationToken).ConfigureAwait(false);
            if (watch is null)
            {
                Raise(LifelineOutcome.AlreadyRunning, holder);
                return new LifelineResult(LifelineOutcome.AlreadyRunning, holder);
            }

            try
            {
                return await ActAsync((context, token) => watch.RunAsync(either => action(context, either), token), hold: null, cancellationToken, watch).ConfigureAwait(false);
            }
            finally
            {
                await ReleaseAsync(hold, watch).ConfigureAwait(false);
            }
        }
        finally
        {
            hold.End();
        }
    }

    /// <summary>Acquires the shared lock, unless this process has it already; leaves the lifeline to another machine's process otherwise.</summary>
    private async Task<(LeaseWatch? Watch, LifelineProcess? Holder)> AcquireAsync(Hold hold, CancellationToken cancellationToken)
    {
        await hold.SharedTurn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_leases.TryGetValue(hold, out var held))
                return (held, null);

            // Whoever had the turn before may have left it.
            return !hold.IsHeld && FindHolder(out _) is { } holder ? (null, holder) : await AcquireInTurnAsync(hold, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ = hold.SharedTurn.Release();
        }
    }

    private static async Task ReleaseAsync(Hold hold, LeaseWatch watch)
    {
        await hold.SharedTurn.WaitAsync().ConfigureAwait(false);
        try
        {
            _ = _leases.Remove(hold);
            await watch.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _ = hold.SharedTurn.Release();
        }
    }

    private async Task<(LeaseWatch? Watch, LifelineProcess? Holder)> AcquireInTurnAsync(Hold hold, CancellationToken cancellationToken)
    {
        var table = ProcessTable.Create();
        var self = table.ReadSelf();
        SharedLease? lease = null;
        LeaseWatch? watch = null;
        try
        {
            var shared = CreateSharedLock();
            lease = await AcquireAsync(shared, cancellationToken).ConfigureAwait(false);
            if (lease is null)
                return (null, await FindElsewhereAsync(shared).ConfigureAwait(false));

            table.Tag(self, IdentityOf(table, self, Identify(self), hold));
            var start = TimeProvider.System.GetTimestamp();
            watch = new LeaseWatch(lease, shared.StopTimeout, new LossEvents(RaiseLoss, EndDescendants, () => EndProcess(Loss(), start, _lossKillLimit)));
            _leases.Add(hold, watch);
            return (watch, null);

            Ending Loss() => new(LifelineOutcome.LeaseLost) { Exception = lease.LossCause };

            void RaiseLoss() => Tell(new LifelineEvent(Name, LifelineOutcome.LeaseLost, exception: lease.LossCause));
        }
        finally
        {
            if (watch is null)
            {
                if (lease is not null)
                    await lease.DisposeAsync().ConfigureAwait(false);

                Leave(hold, table);
            }
        }
    }

    /// <exception cref="LifelineException">It cannot be made: some engines are connected to for that.</exception>
    private SharedLock CreateSharedLock()
    {
        try
        {
            return _options.SharedLock!() ?? throw new InvalidOperationException("SharedLock returned null where it must return a lock");
        }
#pragma warning disable CA1031 // Each engine has exceptions of its own.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new LifelineException($"It cannot be told whether another host runs {Name}, since its shared lock cannot be made: {MessagesOf(exception)}", exception);
        }
    }

    private async Task<SharedLease?> AcquireAsync(SharedLock shared, CancellationToken cancellationToken)
    {
        try
        {
            var lease = await TryAcquireAsync(shared, cancellationToken).ConfigureAwait(false);
            return lease is null && _options.StandsBy ? await StandByAsync(shared, cancellationToken).ConfigureAwait(false) : lease;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Each engine has exceptions of its own, and none may start the action.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new LifelineException($"{Name} does not start, since {shared.Engine} cannot tell whether another host runs it: {MessagesOf(exception)}", exception);
        }
    }

    private static async Task<SharedLease?> TryAcquireAsync(SharedLock shared, CancellationToken cancellationToken)
    {
#pragma warning disable CA2025 // A source that was cancelled may be disposed: its token stays cancelled.
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var acquiring = Task.Run(() => shared.TryAcquireAsync(bound.Token).AsTask(), CancellationToken.None);
        try
        {
            // A lock that heeds its token may say more of what it waited for.
            bound.CancelAfter(shared.AnswerTimeout);
            return await acquiring.WaitAsync(shared.AnswerTimeout + TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            _ = ReleaseLateAsync(acquiring);
            throw new TimeoutException($"no answer within {shared.AnswerTimeout.TotalSeconds:0.#} s", exception);
        }
        catch (OperationCanceledException)
        {
            _ = ReleaseLateAsync(acquiring);
            throw;
        }

#pragma warning restore CA2025

        static async Task ReleaseLateAsync(Task<SharedLease?> acquiring)
        {
            if (await acquiring.ConfigureAwait(false) is { } lease)
                await lease.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the lock; null if the process was told to stop meanwhile.</summary>
    private async Task<SharedLease?> StandByAsync(SharedLock shared, CancellationToken cancellationToken)
    {
        Raise(LifelineOutcome.AlreadyRunning, await FindElsewhereAsync(shared).ConfigureAwait(false));
        if (!_options.HandlesSignals)
            return await shared.AcquireAsync(cancellationToken).ConfigureAwait(false);

        using var signals = new StopSignals(TimeProvider.System, () => { });
        StopSignals.Receive();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, cancellationToken);
        try
        {
            return await shared.AcquireAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Lets this machine's other processes know that this one has yielded.</summary>
    private void Leave(Hold hold, IProcessTable table)
    {
        var isShown = true;
        hold.Leave(name => isShown = table.TryShow(name));
        if (!isShown)
            LimitStay("another host");
    }

    /// <summary>Finds the holder on another machine, for messages only: null if the engine does not answer.</summary>
    private static async Task<LifelineProcess?> FindElsewhereAsync(SharedLock shared)
    {
        using var bound = new CancellationTokenSource(_findHolderTimeout);
        try
        {
            return await shared.FindHolderAsync(bound.Token).AsTask().WaitAsync(bound.Token).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // That another host holds is known already.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>Finds the process of another machine that has the shared lock; null if there is none, or the engine does not tell.</summary>
    /// <exception cref="LifelineException">The engine does not answer.</exception>
    private async Task<LifelineProcess?> FindElsewhereAsync(CancellationToken cancellationToken)
    {
        if (_options.SharedLock is null)
            return null;

        var shared = CreateSharedLock();
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(_findHolderTimeout);
        try
        {
            var holder = await Task.Run(() => shared.FindHolderAsync(bound.Token).AsTask(), CancellationToken.None).WaitAsync(bound.Token).ConfigureAwait(false);
            return holder?.Host == Environment.MachineName ? null : holder;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Each engine has exceptions of its own.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            throw new LifelineException($"{shared.Engine} cannot tell whether another host runs {Name}: {MessagesOf(exception)}", exception);
        }
    }

    /// <summary>The same for a termination, which has ended what is here whether the engine answers or not.</summary>
    private async Task<LifelineProcess?> FindElsewhereOrWarnAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FindElsewhereAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LifelineException exception)
        {
            Say(exception.Message);
            return null;
        }
    }

    private static void EndDescendants() => LimitedCall.Run(() => OwnDescendants.Kill(ProcessTable.Create(), TimeProvider.System), _lossKillLimit);

    private static string MessagesOf(Exception exception)
    {
        var messages = new List<string>();
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            if (!messages.Exists(message => message.Contains(current.Message, StringComparison.Ordinal)))
                messages.Add(current.Message.TrimEnd('.'));
        }

        return string.Join(": ", messages);
    }
}
