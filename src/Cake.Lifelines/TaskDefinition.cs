using Cake.Core;
using Cake.Core.Diagnostics;
using Lifelines;

namespace Cake.Lifelines;

/// <summary>Makes the tasks of a lifeline.</summary>
internal sealed class TaskDefinition
{
    // "program is not running": Linux Standard Base 5, Init Script Actions.
    private const int NotRunning = 3;

    private readonly ICakeContext _context;
    private readonly ICakeEngine _engine;
    private readonly Invocation _invocation;
    private readonly LifelineName _name;
    private readonly TaskNames _names;
    private readonly LifelineOptions _options;
    private readonly WatchedAction _action;
    private readonly List<GuardedTask> _guards = [];
    private bool _hasRun;

    private TaskDefinition(ICakeContext context, Invocation invocation, string name, WatchedAction action, LifelineOptions? options)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _engine = context.Service<ICakeEngine>();
        _invocation = invocation;
        _name = new LifelineName(name);
        _names = new TaskNames(_name, invocation.Targets);
        _action = action;
        _options = action.Check(Lifeline, Invocation.Check(Lifeline, options));
    }

    private string Lifeline => _names[LifelineName.Lifeline];

    public static LifelineTasks Define(ICakeContext context, Invocation invocation, string name, WatchedAction action, LifelineOptions? options, bool status, bool restart)
    {
        var definition = new TaskDefinition(context, invocation, name, action, options);
        var run = definition.Register(LifelineName.Run).Does(definition.ActAsync);
        var lifeline = definition.RegisterLifeline().IsDependentOn(run).Does(definition.RunAloneAsync);
        var terminate = definition.Register(LifelineName.Terminate).Does(definition.TerminateAsync);
        List<string> verbs = [LifelineName.Lifeline, LifelineName.Run, LifelineName.Terminate];
        if (status)
        {
            verbs.Add(LifelineName.Status);
            _ = definition.Register(LifelineName.Status).Does(definition.ShowStatusAsync);
        }

        if (restart)
        {
            verbs.Add(LifelineName.Restart);
            _ = definition.RegisterRestart().IsDependentOn(run).Does(definition.RunAloneAsync);
        }

        definition.RegisterOtherNames(verbs);
        definition._engine.BeforeTaskSetup += (_, task) => definition._hasRun |= task.TaskSetupContext.Task.Name == run.Task.Name;
        return new LifelineTasks(lifeline, run, terminate);
    }

    private CakeTaskBuilder Register(string verb) => _engine.RegisterTask(_names[verb]).Description(_name.Description(verb));

    private CakeTaskBuilder RegisterLifeline() => Register(new GuardedTask(_context, _invocation, Lifeline, Create(_options with { OnEvent = null }))
    {
        Description = _name.Description(LifelineName.Lifeline),
        Terminate = _names[LifelineName.Terminate],
        IsShared = _options.SharedLock is not null,
    });

    // Another start that comes first, since it is older, is as new.
    private CakeTaskBuilder RegisterRestart() => Register(new GuardedTask(_context, _invocation, _names[LifelineName.Restart], Create(_options with { OnEvent = null }))
    {
        Description = _name.Description(LifelineName.Restart),
        IsShared = _options.SharedLock is not null,
        Prepare = () => TerminateAsync(_context).GetAwaiter().GetResult(),
        Yielding = "{0} leaves it to a process that was started meanwhile: {1}",
        YieldingVerbosity = Verbosity.Normal,
    });

    private CakeTaskBuilder Register(GuardedTask task)
    {
        _guards.Add(task);
        return task.Register();
    }

    // Cake hides no task from its list, but is not asked for one there.
    private void RegisterOtherNames(IEnumerable<string> verbs)
    {
        if (_invocation.ListsTasks)
            return;

        foreach (var verb in verbs)
        {
            foreach (var other in _names.Others(verb))
                _ = _engine.RegisterTask(other).Description($"The same as {_names[verb]}").IsDependentOn(_names[verb]);
        }
    }

    private Lifeline Create(LifelineOptions options) => _invocation.CreateLifeline(_name.Display(LifelineName.Lifeline), _context, options);

    /// <summary>Runs the action, watched if this process holds the lifeline.</summary>
    private Task ActAsync(ICakeContext context) => _action.RunAsync(context, _guards.Exists(task => task.IsHeld) ? Lifeline : null, Create, _options);

    // --exclusive leaves out what a task depends on, and a lifeline that does nothing and succeeds would look like a redundant one.
    private async Task RunAloneAsync(ICakeContext context)
    {
        if (!_hasRun)
            _ = await _engine.RunTargetAsync(context, context.Service<IExecutionStrategy>(), new ExecutionSettings().SetTarget(_names[LifelineName.Run]).UseExclusiveTarget()).ConfigureAwait(false);
    }

    private async Task TerminateAsync(ICakeContext context)
    {
        var result = await Create(_options with { OnEvent = null, GracePeriod = _invocation.GracePeriod ?? _options.GracePeriod }).TerminateAsync().ConfigureAwait(false);
        foreach (var process in result.Processes)
            context.Log.Write(Verbosity.Normal, process.HasExited ? LogLevel.Information : LogLevel.Error, "{0}: {1}", Lifeline, process);

        foreach (var orphan in result.Orphans)
            context.Log.Write(Verbosity.Normal, orphan.HasExited ? LogLevel.Information : LogLevel.Error, "{0}: {1}; a worker had left it behind", Lifeline, orphan);

        if (result.HolderElsewhere is { } holder)
            context.Log.Information("{0} runs on another host, where it was left alone: {1}", Lifeline, holder);

        if (result.Processes.Count == 0)
            context.Log.Information("No {0} is running", Lifeline);

        if (!result.Succeeded)
            throw new CakeException($"{Lifeline} is still running: {string.Join("; ", result.Processes.Concat(result.Orphans).Where(process => !process.HasExited))}");
    }

    // What was asked for is shown at any verbosity.
    private async Task ShowStatusAsync(ICakeContext context)
    {
        var processes = await Create(_options).ListAsync().ConfigureAwait(false);
        if (processes.Count == 0)
        {
            FailureExitCode.Set(NotRunning);
            throw new CakeException(NotRunning, $"No {Lifeline} is running.");
        }

        foreach (var line in StatusTable.Format(processes))
            context.Log.Write(Verbosity.Quiet, LogLevel.Information, "{0}", line);
    }
}
