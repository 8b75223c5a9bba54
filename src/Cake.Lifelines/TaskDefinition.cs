using Cake.Core;
using Cake.Core.Diagnostics;
using Lifelines;

namespace Cake.Lifelines;

/// <summary>Makes the tasks of a lifeline.</summary>
internal sealed class TaskDefinition
{
    private readonly ICakeContext _context;
    private readonly ICakeEngine _engine;
    private readonly Invocation _invocation;
    private readonly LifelineName _name;
    private readonly TaskNames _names;
    private readonly LifelineOptions? _options;
    private bool _hasRun;

    private TaskDefinition(ICakeContext context, Invocation invocation, string name, LifelineOptions? options)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _engine = context.Service<ICakeEngine>();
        _invocation = invocation;
        _name = new LifelineName(name);
        _names = new TaskNames(_name, invocation.Targets);
        _options = options;
    }

    private string Lifeline => _names[LifelineName.Lifeline];

    public static LifelineTasks Define(ICakeContext context, Invocation invocation, string name, Func<ICakeContext, Task> action, LifelineOptions? options, bool status)
    {
        var definition = new TaskDefinition(context, invocation, name, options);
        var guarded = new GuardedTask(context, invocation, definition.Lifeline, options)
        {
            Description = definition._name.Description(LifelineName.Lifeline),
            Terminate = definition._names[LifelineName.Terminate],
        };
        var run = definition.Register(LifelineName.Run).Does(action);
        var lifeline = guarded.Register().IsDependentOn(run).Does(definition.RunAloneAsync);
        var terminate = definition.Register(LifelineName.Terminate).Does(definition.TerminateAsync);
        if (status)
            _ = definition.Register(LifelineName.Status).Does(definition.ShowStatusAsync);

        definition.RegisterOtherNames([LifelineName.Lifeline, LifelineName.Run, LifelineName.Terminate, .. status ? [LifelineName.Status] : Array.Empty<string>()]);
        definition._engine.BeforeTaskSetup += (_, task) => definition._hasRun |= task.TaskSetupContext.Task.Name == run.Task.Name;
        return new LifelineTasks(lifeline, run, terminate);
    }

    private CakeTaskBuilder Register(string verb) => _engine.RegisterTask(_names[verb]).Description(_name.Description(verb));

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

    // --exclusive leaves out what a task depends on, and a lifeline that does nothing and succeeds would look like a redundant one.
    private async Task RunAloneAsync(ICakeContext context)
    {
        if (!_hasRun)
            _ = await _engine.RunTargetAsync(context, context.Service<IExecutionStrategy>(), new ExecutionSettings().SetTarget(_names[LifelineName.Run]).UseExclusiveTarget()).ConfigureAwait(false);
    }

    private async Task TerminateAsync(ICakeContext context)
    {
        var result = await _invocation.CreateLifelineToEnd(Lifeline, _context, _options).TerminateAsync().ConfigureAwait(false);
        foreach (var process in result.Processes)
            context.Log.Write(Verbosity.Normal, process.HasExited ? LogLevel.Information : LogLevel.Error, "{0}: {1}", Lifeline, process);

        foreach (var orphan in result.Orphans)
            context.Log.Write(Verbosity.Normal, orphan.HasExited ? LogLevel.Information : LogLevel.Error, "{0}: {1}; a worker had left it behind", Lifeline, orphan);

        if (result.Processes.Count == 0)
            context.Log.Information("No {0} is running", Lifeline);

        if (!result.Succeeded)
            throw new CakeException($"{Lifeline} is still running: {string.Join("; ", result.Processes.Concat(result.Orphans).Where(process => !process.HasExited))}");
    }

    // What was asked for is shown at any verbosity.
    private async Task ShowStatusAsync(ICakeContext context)
    {
        var processes = await _invocation.CreateLifeline(Lifeline, _context, _options).ListAsync().ConfigureAwait(false);
        if (processes.Count == 0)
            throw new CakeException($"No {Lifeline} is running.");

        foreach (var line in StatusTable.Format(processes))
            context.Log.Write(Verbosity.Quiet, LogLevel.Information, "{0}", line);
    }
}
