using Lifelines.Elections;
using Lifelines.Holding;
using Lifelines.Identity;
using Lifelines.Processes;
using Lifelines.Terminations;

namespace Lifelines;

public sealed partial class Lifeline
{
    private static Timer? _stay;

    private readonly Hold _ownHold;

    /// <summary>Runs the action, unless another process of this lifeline is running.</summary>
    /// <param name="action">The action. SIGTERM, SIGINT and SIGHUP cancel its token; an end by that is a normal end.</param>
    /// <param name="cancellationToken">Cancels the action's token as well.</param>
    /// <returns>What became of the start; the action's own exception comes through.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process, what an earlier worker had started cannot be ended, or the shared lock's engine does not tell whether another machine holds; the action did not run.</exception>
    /// <exception cref="InvalidOperationException">Other processes could not recognise this one, so the action did not run; or the action returned no task.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, and the action ended by that.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public Task<LifelineResult> RunAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return _options.MaximumSilence is null
            ? RunCoreAsync((_, token) => action(token), cancellationToken)
            : Task.FromException<LifelineResult>(new InvalidOperationException("With MaximumSilence the action has to give signs of life, and this one cannot. Pass one that takes the LifelineContext, and calls its ReportAlive."));
    }

    /// <summary>Runs the action, unless another process of this lifeline is running.</summary>
    /// <param name="action">The action, with a context by which it can tell others how long it takes to stop. SIGTERM, SIGINT and SIGHUP cancel its token; an end by that is a normal end.</param>
    /// <param name="cancellationToken">Cancels the action's token as well.</param>
    /// <returns>What became of the start; the action's own exception comes through.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process, what an earlier worker had started cannot be ended, or the shared lock's engine does not tell whether another machine holds; the action did not run.</exception>
    /// <exception cref="InvalidOperationException">Other processes could not recognise this one, so the action did not run; or the action returned no task.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled, and the action ended by that.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public Task<LifelineResult> RunAsync(Func<LifelineContext, CancellationToken, Task> action, CancellationToken cancellationToken = default)
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
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process, or what an earlier worker had started cannot be ended.</exception>
    /// <exception cref="InvalidOperationException">Other processes could not recognise this one, or there is a <see cref="LifelineOptions.SharedLock"/>.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public bool TryHold(out LifelineProcess? holder)
    {
        if (_options.SharedLock is not null)
            throw new InvalidOperationException($"{Name} has a shared lock, which may be lost while this process works, and a synchronous program would not be told. Use RunAsync, whose action has a token, or TryHoldAsync.");

        holder = FindHolder(out _);
        if (holder is null)
            StopSignals.Receive();

        Raise(holder is null ? LifelineOutcome.Started : LifelineOutcome.AlreadyRunning, holder);
        return holder is null;
    }

    // Not asynchronous before the action runs: a redundant start would compile the state machine's generic code.
    private Task<LifelineResult> RunCoreAsync(Func<LifelineContext, CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        try
        {
            var holder = FindHolder(out var hold);
            if (holder is null && hold?.TryBegin() == false)
                holder = DescribeSelf();

            if (holder is null)
                return _options.SharedLock is null ? ActAsync(action, hold, cancellationToken) : ActSharedAsync(action, hold!, cancellationToken);

            Raise(LifelineOutcome.AlreadyRunning, holder);
            return Task.FromResult(new LifelineResult(LifelineOutcome.AlreadyRunning, holder));
        }
#pragma warning disable CA1031 // The task has it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Task.FromException<LifelineResult>(exception);
        }
    }

    private async Task<LifelineResult> ActAsync(Func<LifelineContext, CancellationToken, Task> action, Hold? hold, CancellationToken cancellationToken, LeaseWatch? watch = null)
    {
        var start = TimeProvider.System.GetTimestamp();
        var sign = new StopSign(Show);
        try
        {
            var ending = await EndAsync().ConfigureAwait(false);
            if (watch is { IsLost: true })
                ending = new Ending(LifelineOutcome.LeaseLost) { Exception = watch.LossCause };

            if (ending.Outcome is LifelineOutcome.Silent or LifelineOutcome.RanTooLong or LifelineOutcome.LeaseLost)
                Environment.ExitCode = ExitCode.Of(ending);

            RaiseLast(ending, start);
            return new LifelineResult(ending.Outcome, exitCode: ExitCode.Of(ending));
        }
        finally
        {
            hold?.End();
        }

        async Task<Ending> EndAsync()
        {
            try
            {
                return await (_options.BacksOff ? FindBackOff(sign).RunAsync(RunOnceAsync, cancellationToken) : RunOnceAsync()).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                RaiseLast(new Ending(LifelineOutcome.Stopped), start);
                throw;
            }
            catch (Exception exception)
            {
                RaiseLast(new Ending(LifelineOutcome.Failed) { Exception = exception }, start);
                throw;
            }
        }

        Task<Ending> RunOnceAsync()
        {
            Raise(LifelineOutcome.Started);
            return Holder.RunAsync(action, _options.HandlesSignals, TimeProvider.System, sign, FindWatch(start), cancellationToken);
        }

        static IDisposable Show(TimeSpan? timeout) => (timeout is { } within ? ProcessSign.StoppingWithin(within) : ProcessSign.Stopping).Show();
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

        Interlocked.Exchange(ref _ending, null)?.Dispose();
        var table = ProcessTable.Create();
        var self = table.ReadSelf();
        var identity = Identify(self);
        var ownHold = hold = FindHold();
        var isShown = true;
        var holder = hold.FindOther(Elect, name => isShown = table.TryShow(name));
        if (holder is not null && !isShown)
            LimitStay($"pid {holder.Id}");

        return holder;

        LifelineProcess? Elect()
        {
            if (!identity.Matches(self))
                throw CannotBeRecognised(self);

            while (new Candidate(() => Scan(table, self, identity), TimeProvider.System).FindHolder() is { } other)
            {
                if (!TryReplace(table, self, identity, other))
                    return table.Describe(other);
            }

            // For what the action starts.
            ChildSignal.Heed();
            EndOrphans(table, self, identity);
            if (_options.SharedLock is null)
                table.Tag(self, IdentityOf(table, self, identity, ownHold));

            return null;
        }
    }

    /// <summary>Ends what earlier workers have left behind. Others see this one hold, and yield meanwhile.</summary>
    /// <exception cref="LifelineException">Something is left.</exception>
    private void EndOrphans(IProcessTable table, ProcessEntry self, CommandIdentity identity)
    {
        var orphans = new Orphans(table, TimeProvider.System, _options.GracePeriod ?? Termination.DefaultGracePeriod, FindDescendants(table, self, identity));
        orphans.EndAsync(Election.Patience, CancellationToken.None).GetAwaiter().GetResult();
        var left = orphans.Ended.Where(process => process.ExitedAfter is null).Select(process => table.Describe(process.Process)).ToList();
        if (left.Count > 0)
            throw new LifelineException($"{Name} does not start, since what an earlier worker had started is still running and would do its work twice: {string.Join("; ", left)}. End it, or start as a user who may.");
    }

    /// <summary>What tags the processes that this one starts.</summary>
    private ulong IdentityOf(IProcessTable table, ProcessEntry self, CommandIdentity identity, Hold hold) =>
        Standing.HoldsOther(hold) ? TagIdentity.Any : identity.TagOf(self, FindFolder(table, self)?.Path);

    /// <summary>Where others cannot see that this process has yielded, it ends with an error rather than have them take it for the worker.</summary>
    private void LimitStay(string holder) =>
        _stay ??= new Timer(_ => Environment.FailFast($"{Name} is held by {holder}. This process has yielded to it and lives on, and on this system others cannot see that: they would take it for the worker when that one has ended. Let it end, or do its other work in a process of its own."), null, Election.Patience, Timeout.InfiniteTimeSpan);

    private Hold FindHold() => _options.IsSameCommand is not null && _options.Name is null ? _ownHold : Holdings.Get(Key);

    private InvalidOperationException CannotBeRecognised(ProcessEntry self) =>
        new($"Other processes cannot recognise this one as {Name}: its command line does not name it. IsSameCommand must accept this process's own arguments. Its command line is: {Printable.Join(CommandLine.Split(self.CommandLine))}");

    private static LifelineProcess DescribeSelf()
    {
        var table = ProcessTable.Create();
        return table.Describe(table.ReadSelf());
    }

    private void Raise(LifelineOutcome outcome, LifelineProcess? process = null)
    {
        var isVerbose = outcome == LifelineOutcome.AlreadyRunning && Environment.GetEnvironmentVariable("LIFELINES_VERBOSE") == "1";
        if (_options.OnEvent is null && !isVerbose)
            return;

        var happened = new LifelineEvent(Name, outcome, process);
        if (isVerbose)
            Say(happened);

        _options.OnEvent?.Invoke(happened);
    }

    /// <summary>Tells how the action ended. Where nobody listens, standard error has it: under cron, the worker's log.</summary>
    private void RaiseLast(Ending ending, long start)
    {
        var runTime = TimeProvider.System.GetElapsedTime(start);
        var line = LastLine.Format(Name, Environment.ProcessId, runTime, ending);
        var happened = new LifelineEvent(Name, ending.Outcome, exception: ending.Exception, lastLine: line) { RunTime = runTime, LastReport = ending.LastReport };
        Tell(happened);
    }

    private void Tell(LifelineEvent happened)
    {
        if (_options.OnEvent is { } tell)
            tell(happened);
        else if (!_isDouble)
            Say(happened);
    }

    private static void Say(object line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Standard error is closed or full: what was to be said changes nothing.
        }
    }
}
