using Lifelines.Elections;
using Lifelines.Holding;
using Lifelines.Processes;

namespace Lifelines;

public sealed partial class Lifeline
{
    private readonly Hold _ownHold = new("");

    /// <summary>Runs the action, unless another process of this lifeline is running.</summary>
    /// <param name="action">The action. SIGTERM, SIGINT and SIGHUP cancel its token; an end by that is a normal end.</param>
    /// <param name="cancellationToken">Cancels the action's token as well.</param>
    /// <returns>What became of the start; the action's own exception comes through.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process; the action did not run.</exception>
    /// <exception cref="InvalidOperationException">Other processes could not recognise this one, so the action did not run; or the action returned no task.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, and the action ended by that.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public Task<LifelineResult> RunAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return RunCoreAsync(action, cancellationToken);
    }

    /// <summary>
    /// Decides whether this process is the one of its lifeline that does the work. If so, it is until it ends: there is
    /// nothing to release. Once it is, the answer stays true for all threads of the process.
    /// </summary>
    /// <param name="holder">Another process that holds the lifeline; null if this one does.</param>
    /// <returns>Whether this process holds the lifeline.</returns>
    /// <remarks>For synchronous programs. Signals keep their default effect: SIGTERM ends the process without cleaning up.</remarks>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process.</exception>
    /// <exception cref="InvalidOperationException">Other processes could not recognise this one.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public bool TryHold(out LifelineProcess? holder)
    {
        holder = FindHolder(out _);
        if (holder is null)
            StopSignals.Receive();

        Raise(holder is null ? LifelineOutcome.Started : LifelineOutcome.AlreadyRunning, holder);
        return holder is null;
    }

    private async Task<LifelineResult> RunCoreAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        var holder = FindHolder(out var hold);
        if (holder is null && hold?.TryBegin() == false)
            holder = DescribeSelf();

        if (holder is not null)
        {
            Raise(LifelineOutcome.AlreadyRunning, holder);
            return new LifelineResult(LifelineOutcome.AlreadyRunning, holder);
        }

        try
        {
            Raise(LifelineOutcome.Started);
            var outcome = await Holder.RunAsync(action, TimeProvider.System, ProcessSign.Stopping.Show, cancellationToken).ConfigureAwait(false);
            Raise(outcome);
            return new LifelineResult(outcome);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Raise(LifelineOutcome.Stopped);
            throw;
        }
        catch (Exception exception)
        {
            Raise(LifelineOutcome.Failed, exception: exception);
            throw;
        }
        finally
        {
            hold?.End();
        }
    }

    /// <summary>Finds another process that holds the lifeline; null if this one does.</summary>
    /// <param name="hold">What this process holds; null for a double.</param>
    private LifelineProcess? FindHolder(out Hold? hold)
    {
        hold = null;
        if (_isDouble)
            return _holderOfDouble;

        if (_program is not null)
            throw new InvalidOperationException($"This process cannot hold {Name}, since that is the lifeline of another program. Leave LifelineOptions.Program null to hold a lifeline.");

        var table = ProcessTable.Create();
        var self = table.ReadSelf();
        var identity = Identify(self);
        hold = FindHold();
        return hold.FindOther(() =>
        {
            if (!identity.Matches(self))
                throw CannotBeRecognised(self);

            if (new Candidate(() => Scan(table, self, identity), TimeProvider.System).FindHolder() is { } other)
                return table.Describe(other);

            // For what the action starts.
            ChildSignal.Heed();
            return null;
        });
    }

    // Two predicates cannot be compared: without a name, each value is a lifeline of its own.
    private Hold FindHold() => (_options.IsSameCommand, _options.Name) switch
    {
        (null, _) => Holdings.Get($"{_options.Scope} {_options.ComparesFolder}"),
        (_, { } name) => Holdings.Get($"{_options.Scope} {_options.ComparesFolder} {name}"),
        _ => _ownHold,
    };

    private InvalidOperationException CannotBeRecognised(ProcessEntry self) =>
        new($"Other processes cannot recognise this one as {Name}: its command line does not name it. IsSameCommand must accept this process's own arguments. Its command line is: {Printable.Join(CommandLine.Split(self.CommandLine))}");

    private static LifelineProcess DescribeSelf()
    {
        var table = ProcessTable.Create();
        return table.Describe(table.ReadSelf());
    }

    private void Raise(LifelineOutcome outcome, LifelineProcess? process = null, Exception? exception = null) =>
        _options.OnEvent?.Invoke(new LifelineEvent(Name, outcome, process, exception));
}
