using Cake.Core;
using Cake.Core.Diagnostics;
using Lifelines;

namespace Cake.Lifelines;

/// <summary>Makes the tasks of a lifeline.</summary>
internal sealed class TaskDefinition
{
    private readonly ICakeEngine _engine;
    private readonly LifelineName _name;
    private readonly string _display;
    private readonly Lifeline _lifeline;
    private readonly LifelineOptions _options;
    private readonly WatchedAction _action;
    private bool _isHeld;

    private TaskDefinition(ICakeContext context, string name, WatchedAction action, LifelineOptions? options)
    {
        ArgumentNullException.ThrowIfNull(context);
        _engine = Service<ICakeEngine>(context);
        _name = new LifelineName(name);
        _display = _name.Display(LifelineName.Lifeline);
        _action = action;
        _options = action.Check(_display, options ?? new LifelineOptions());
        _lifeline = CreateLifeline(_name, _options with { OnEvent = null });
    }

    public static LifelineTasks Define(ICakeContext context, string name, WatchedAction action, LifelineOptions? options, bool status, bool restart)
    {
        var definition = new TaskDefinition(context, name, action, options);
        var run = definition.Register(LifelineName.Run).Does(definition.ActAsync);
        var lifeline = definition.Register(LifelineName.Lifeline).Does(definition.RunOnceAsync);
        var terminate = definition.Register(LifelineName.Terminate).Does(definition.TerminateAsync);
        if (status)
            _ = definition.Register(LifelineName.Status).Does(definition.ShowStatusAsync);

        if (restart)
            _ = definition.Register(LifelineName.Restart).Does(definition.RestartAsync);

        // To Cake, a dash and a colon make two names.
        foreach (var verb in (string[])[LifelineName.Lifeline, LifelineName.Run, LifelineName.Terminate, .. status ? [LifelineName.Status] : Array.Empty<string>(), .. restart ? [LifelineName.Restart] : Array.Empty<string>()])
            _ = definition._engine.RegisterTask($"{name}-{verb}").Description($"The same as {definition._name.Display(verb)}").IsDependentOn(definition._name.Display(verb));

        return new LifelineTasks(lifeline, run, terminate);
    }

    /// <summary>Whether this process holds a task's lifeline.</summary>
    public static bool TryHold(ICakeContext context, string task, LifelineOptions? options) => TryHold(context, task, CreateLifeline(task, options));

    private static bool TryHold(ICakeContext context, string display, Lifeline lifeline)
    {
        if (lifeline.TryHold(out var holder))
            return true;

        context.Log.Verbose("{0} is already running: {1}", display, holder);
        return false;
    }

    private static Lifeline CreateLifeline(LifelineName name, LifelineOptions? options) => CreateLifeline(name.Display(LifelineName.Lifeline), options);

    /// <exception cref="ArgumentException">The options set the command, which the task's name sets.</exception>
    private static Lifeline CreateLifeline(string task, LifelineOptions? options)
    {
        options ??= new LifelineOptions();
        if (options is not { Name: null, Program: null, IsSameCommand: null })
            throw new ArgumentException($"Name, Program and IsSameCommand of {task} are set by its name: leave them out of the options.", nameof(options));

        return new Lifeline(LifelineName.Options(task, CakeCommandLine.InvokedTargets, options));
    }

    private CakeTaskBuilder Register(string verb) => _engine.RegisterTask(_name.Display(verb)).Description(_name.Description(verb));

    // A criterion of the task would be Cake's way, but one that is false on the invoked task is an error to Cake.
    private async Task RunOnceAsync(ICakeContext context)
    {
        if (await TryHoldAsync(context).ConfigureAwait(false))
            await RunNowAsync(context).ConfigureAwait(false);
    }

    // Another start that comes first, since it is older, is as new.
    private async Task RestartAsync(ICakeContext context)
    {
        await TerminateAsync(context).ConfigureAwait(false);
        if (await TryHoldAsync(context).ConfigureAwait(false))
            await RunNowAsync(context).ConfigureAwait(false);
        else
            context.Log.Information("{0} was started by another process meanwhile", _display);
    }

    private async Task<bool> TryHoldAsync(ICakeContext context) =>
        _options.SharedLock is null ? TryHold(context, _display, _lifeline) : await _lifeline.TryHoldAsync().ConfigureAwait(false);

    /// <summary>Runs the action, watched if this process holds the lifeline.</summary>
    private Task ActAsync(ICakeContext context) => _action.RunAsync(context, _isHeld ? _display : null, options => CreateLifeline(_name, options), _options);

    private async Task RunNowAsync(ICakeContext context)
    {
        _isHeld = true;
        var strategy = Service<IExecutionStrategy>(context);
        _ = await _engine.RunTargetAsync(context, strategy, new ExecutionSettings().SetTarget(_name.Display(LifelineName.Run))).ConfigureAwait(false);
    }

    private async Task TerminateAsync(ICakeContext context)
    {
        var result = await _lifeline.TerminateAsync().ConfigureAwait(false);
        foreach (var process in result.Processes)
            context.Log.Write(Verbosity.Normal, process.HasExited ? LogLevel.Information : LogLevel.Error, "{0}: {1}", _display, process);

        foreach (var orphan in result.Orphans)
            context.Log.Write(Verbosity.Normal, orphan.HasExited ? LogLevel.Information : LogLevel.Error, "{0}: {1}; a worker had left it behind", _display, orphan);

        if (result.HolderElsewhere is { } holder)
            context.Log.Information("{0} runs on another host, where it was left alone: {1}", _display, holder);

        if (result.Processes.Count == 0)
            context.Log.Information("No {0} is running", _display);

        if (!result.Succeeded)
            throw new CakeException($"{_display} is still running.");
    }

    private async Task ShowStatusAsync(ICakeContext context)
    {
        var processes = await _lifeline.ListAsync().ConfigureAwait(false);
        if (processes.Count == 0)
            throw new CakeException($"No {_display} is running.");

        foreach (var line in StatusTable.Format(processes))
            context.Log.Information("{0}", line);
    }

    private static T Service<T>(ICakeContext context) =>
        (T?)context.ServiceProvider.GetService(typeof(T)) ?? throw new CakeException($"Cake does not give its {typeof(T).Name} to addins: this addin is written for Cake 7.");
}
