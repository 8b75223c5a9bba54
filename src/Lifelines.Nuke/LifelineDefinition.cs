using Serilog.Events;

namespace Lifelines.Nuke;

/// <summary>A lifeline of a build, as its targets.</summary>
internal sealed class LifelineDefinition
{
    // "program is not running": Linux Standard Base 5, Init Script Actions.
    public const int NotRunning = 3;

    private readonly IReadOnlyList<Target> _prerequisites = [];
    private readonly Target? _run;
    private readonly string _display;
    private readonly ExecutableTarget _terminate;
    private readonly LifelineOptions _options = new();
    private INukeBuild? _build;
    private bool _hasTerminated;
    private bool? _isHeld;

    public LifelineDefinition(LifelineName name, WatchedAction action, IReadOnlyList<Target> prerequisites, LifelineOptions options)
        : this(name)
    {
        Run.Actions.Add(() => Act(action));
        _prerequisites = prerequisites;
        _options = options;
    }

    /// <param name="name">The lifeline.</param>
    /// <param name="run">The target of the build class that is its <c>run</c>.</param>
    public LifelineDefinition(LifelineName name, Target run)
        : this(name) => _run = run;

    private LifelineDefinition(LifelineName name)
    {
        Name = name;
        Run = Create(LifelineName.Run);
        _terminate = Create(LifelineName.Terminate);
        _display = name.Display(LifelineName.Lifeline);
    }

    public LifelineName Name { get; }

    /// <summary>The target that holds the action.</summary>
    public ExecutableTarget Run { get; private set; }

    /// <summary>Makes the targets.</summary>
    /// <param name="build">The build, whose exit code the status sets.</param>
    /// <param name="others">The targets of the build class.</param>
    /// <param name="hasStatus">Whether there is a target that shows the status.</param>
    /// <param name="hasRestart">Whether there is one that restarts.</param>
    public IReadOnlyList<ExecutableTarget> CreateTargets(INukeBuild build, IReadOnlyCollection<ExecutableTarget> others, bool hasStatus, bool hasRestart)
    {
        _build = build;
        if (_run is not null)
            Run = Adopt(Find(_run, others));

        Run.ExecutionDependencies.AddRange(_prerequisites.Select(prerequisite => Find(prerequisite, others)));
        Run.OrderDependencies.Add(_terminate);
        _terminate.Actions.Add(Terminate);

        var lifeline = Create(LifelineName.Lifeline);
        lifeline.ExecutionDependencies.Add(Run);
        lifeline.StaticConditions.Add(($"no other {_display} is running", TryHold));

        List<ExecutableTarget> targets = [lifeline, Run, _terminate];
        if (hasStatus)
        {
            var status = Create(LifelineName.Status);
            status.Actions.Add(() => ShowStatus(build));
            targets.Add(status);
        }

        if (hasRestart)
        {
            var restart = Create(LifelineName.Restart);
            restart.ExecutionDependencies.Add(Run);
            restart.StaticConditions.Add(($"{_display} is restarted", TakeOver));

            // The first, since it is ordered behind all it depends on.
            targets.Insert(0, restart);
        }

        return targets;
    }

    /// <summary>The targets as they are written, with colons and with dashes.</summary>
    public IEnumerable<string> Spellings(bool hasStatus, bool hasRestart) =>
        new[] { LifelineName.Lifeline, LifelineName.Run, LifelineName.Terminate }
            .Concat(hasStatus ? [LifelineName.Status] : [])
            .Concat(hasRestart ? [LifelineName.Restart] : [])
            .SelectMany(verb => new[] { Name.Display(verb), Name.Display(verb).Replace(':', '-') });

    /// <summary>The targets that the gate may answer for, where nothing runs: none of a lifeline that may run on another machine.</summary>
    public IEnumerable<string> AnswerableTargets(bool hasStatus) =>
        _options.SharedLock is not null ? []
        : hasStatus ? [Name.Display(LifelineName.Terminate), Name.Display(LifelineName.Status)] : [Name.Display(LifelineName.Terminate)];

    /// <summary>Where the lifeline is shared by machines, decides before the engine prints or runs anything, and ends if that was all.</summary>
    /// <param name="targets">The invoked targets.</param>
    public void DecideEarly(IReadOnlyList<string> targets)
    {
        // What is to be ended first holds until then, so the lifeline's own condition elects.
        if (_options.SharedLock is null || !targets.Any(target => Name.Is(target, LifelineName.Lifeline)) || targets.Any(target => Name.Is(target, LifelineName.Terminate)))
            return;

        try
        {
            _isHeld = TryHold(out _);
        }
        catch (LifelineException exception)
        {
            Console.Error.WriteLine(exception.Message);
            Environment.Exit(LifelineGate.Failure);
        }

        if (_isHeld == false && targets.All(target => Name.Is(target, LifelineName.Lifeline)))
            Environment.Exit(0);
    }

    // NUKE compares targets by their factories, so each needs one of its own. A name must not have dashes: no spelling would be it.
    private ExecutableTarget Create(string verb)
    {
        var description = Name.Description(verb);
        return new() { Name = Name.WithoutDashes(verb), Description = description, Listed = true, Factory = new Target(definition => definition.Description(description)) };
    }

    private ExecutableTarget Adopt(ExecutableTarget target)
    {
        (target.Name, target.Description) = (Run.Name, target.Description ?? Run.Description);
        return target;
    }

    private ExecutableTarget Find(Target prerequisite, IReadOnlyCollection<ExecutableTarget> targets) =>
        targets.SingleOrDefault(target => Equals(target.Factory, prerequisite))
        ?? throw new InvalidOperationException(
            _run is null
                ? $"A prerequisite of {Name.Display(LifelineName.Run)} is not a target of this build. Pass target properties of the build class to DependsOn, such as DependsOn(Compile)."
                : $"What is to be {Name.Display(LifelineName.Run)} is not a target of this build. Pass a target property of the build class to DefineLifelineTargets.");

    // Conditions are asked before the first target runs: what is to be ended first, as in "appname-terminate appname-lifeline", has to be ended here.
    private bool TryHold()
    {
        if (_terminate.Status == ExecutionStatus.Scheduled)
            Terminate();

        LifelineProcess? holder = null;
        _isHeld ??= TryHold(out holder);
        if (_isHeld == true)
        {
            BuildLifeline.LogLine(LogEventLevel.Information, $"{_display} starts as pid {Environment.ProcessId}");
            KeepFromBeingSkipped();
            return true;
        }

        BuildLifeline.LogLine(LogEventLevel.Verbose, $"{_display} is already running: {holder}");
        return false;
    }

    private bool TryHold(out LifelineProcess? holder)
    {
        if (!NukeCommandLine.InvokedTargets(BuildLifeline.Arguments).Any(target => Name.Is(target, LifelineName.Lifeline) || Name.Is(target, LifelineName.Restart)))
            throw new InvalidOperationException($"Other processes cannot recognise this one as {_display}: its command line does not name it. Invoke it there: a default target and NUKE_TARGET cannot be seen.");

        holder = null;
        var lifeline = BuildLifeline.Create(Name, _options with { OnEvent = null });
        return _options.SharedLock is null ? lifeline.TryHold(out holder) : lifeline.TryHoldAsync().GetAwaiter().GetResult();
    }

    // Asked when the engine is there: until then, what is to be replaced works. Another start that comes first, since it is older, is as new.
    private bool TakeOver()
    {
        Terminate();
        if (TryHold())
            return true;

        BuildLifeline.LogLine(LogEventLevel.Information, $"{_display} was started by another process meanwhile");
        return false;
    }

    /// <summary>With <c>--skip</c>, NUKE runs nothing but what was invoked: a lifeline would hold and do nothing.</summary>
    private void KeepFromBeingSkipped()
    {
        if (Run.Status != ExecutionStatus.Skipped)
            return;

        Run.Status = ExecutionStatus.Scheduled;
        Run.SummaryInformation.Clear();
    }

    /// <summary>Runs the action, watched if this process holds the lifeline.</summary>
    private void Act(WatchedAction action)
    {
        var exitCode = action.Run(_isHeld == true ? BuildLifeline.Create(Name, _options with { OnEvent = Tell, HandlesSignals = action.HandlesSignals }) : null);
        if (exitCode != 0)
            _build!.ExitCode = exitCode;

        void Tell(LifelineEvent happened)
        {
            BuildLifeline.Log(happened);
            _options.OnEvent?.Invoke(happened);
        }
    }

    private void Terminate()
    {
        if (_hasTerminated)
            return;

        _hasTerminated = true;
        var result = BuildLifeline.Terminate(Name, BuildLifeline.Arguments, _options);
        BuildLifeline.Log(_display, result);
        if (!result.Succeeded)
            throw new InvalidOperationException($"{_display} is still running: {string.Join("; ", result.Processes.Concat(result.Orphans).Where(process => !process.HasExited))}");
    }

    private void ShowStatus(INukeBuild build)
    {
        var processes = BuildLifeline.Create(Name, _options with { OnEvent = null }).ListAsync().GetAwaiter().GetResult();
        if (processes.Count == 0)
        {
            BuildLifeline.LogNone(_display);
            build.ExitCode = NotRunning;
            return;
        }

        foreach (var line in StatusTable.Format(processes))
            Console.WriteLine(line);
    }
}
