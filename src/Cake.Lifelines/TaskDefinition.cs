using Cake.Core;
using Cake.Core.Diagnostics;
using Lifelines;

namespace Cake.Lifelines;

/// <summary>Makes the tasks of a lifeline.</summary>
internal static class TaskDefinition
{
    public static LifelineTasks Define(ICakeContext context, string name, Func<ICakeContext, Task> action, LifelineSettings? settings)
    {
        ArgumentNullException.ThrowIfNull(context);
        var lifelineName = new LifelineName(name);
        settings ??= new LifelineSettings();
        var engine = Service<ICakeEngine>(context);

        var run = Register(LifelineName.Run).Does(action);
        var lifeline = Register(LifelineName.Lifeline).Does(running => RunOnceAsync(running, engine, lifelineName, settings));
        var terminate = Register(LifelineName.Terminate).Does(running => Terminate(running, lifelineName, settings));
        List<string> verbs = [LifelineName.Lifeline, LifelineName.Run, LifelineName.Terminate];
        if (settings.Status)
        {
            _ = Register(LifelineName.Status).Does(running => ShowStatus(running, lifelineName, settings));
            verbs.Add(LifelineName.Status);
        }

        foreach (var verb in verbs)
        {
            // To Cake, a dash and a colon make two names.
            _ = engine.RegisterTask($"{name}-{verb}").Description($"The same as {lifelineName.Display(verb)}").IsDependentOn(lifelineName.Display(verb));
        }

        return new LifelineTasks(lifeline, run, terminate);

        CakeTaskBuilder Register(string verb) => engine.RegisterTask(lifelineName.Display(verb)).Description(lifelineName.Description(verb));
    }

    public static bool TryHold(ICakeContext context, string task, LifelineSettings settings)
    {
        var options = Options(task, settings);
        if (global::Lifelines.Lifeline.TryHold(options))
            return true;

        if (context.Log.Verbosity < Verbosity.Verbose)
            return false;

        foreach (var running in global::Lifelines.Lifeline.List(options))
            context.Log.Verbose("{0} is already running: {1}", task, running.Process);

        return false;
    }

    // A criterion of the task would be Cake's way, but one that is false on the invoked task is an error to Cake.
    private static async Task RunOnceAsync(ICakeContext context, ICakeEngine engine, LifelineName name, LifelineSettings settings)
    {
        if (!TryHold(context, name.Display(LifelineName.Lifeline), settings))
            return;

        var strategy = Service<IExecutionStrategy>(context);
        _ = await engine.RunTargetAsync(context, strategy, new ExecutionSettings().SetTarget(name.Display(LifelineName.Run)));
    }

    private static void Terminate(ICakeContext context, LifelineName name, LifelineSettings settings)
    {
        var display = name.Display(LifelineName.Lifeline);
        var result = global::Lifelines.Lifeline.Terminate(Options(display, settings));
        foreach (var process in result.Processes)
            context.Log.Write(Verbosity.Normal, process.HasEnded ? LogLevel.Information : LogLevel.Error, "{0}: {1}", display, process);

        if (result.Processes.Count == 0)
            context.Log.Information("No {0} is running", display);

        if (!result.Succeeded)
            throw new CakeException($"{display} is still running.");
    }

    private static void ShowStatus(ICakeContext context, LifelineName name, LifelineSettings settings)
    {
        var display = name.Display(LifelineName.Lifeline);
        var processes = global::Lifelines.Lifeline.List(Options(display, settings));
        if (processes.Count == 0)
            throw new CakeException($"No {display} is running.");

        foreach (var line in StatusTable.Format(processes))
            context.Log.Information("{0}", line);
    }

    private static LifelineOptions Options(string task, LifelineSettings settings) =>
        LifelineName.Options(task, LifelineName.KeyOf(task), settings.Scope, settings.GracePeriod, CakeCommandLine.InvokedTargets);

    private static T Service<T>(ICakeContext context) =>
        (T?)context.ServiceProvider.GetService(typeof(T)) ?? throw new CakeException($"Cake does not give its {typeof(T).Name} to addins: this addin is written for Cake 7.");
}
