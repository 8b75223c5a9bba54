namespace Lifelines.Nuke;

/// <summary>Defines lifelines in a build.</summary>
public static class LifelineBuildExtensions
{
    /// <summary>
    /// Defines <c>name:lifeline</c>, <c>name:run</c> and <c>name:terminate</c>. Call it in the constructor of a build
    /// class that carries <see cref="LifelineTargetsAttribute"/>.
    /// </summary>
    /// <param name="build">The build.</param>
    /// <param name="name">The namespace of the targets, unique on the machine among builds whose programs have the same name.</param>
    /// <param name="action">The work. SIGTERM, SIGINT and SIGHUP cancel its token; an action that ends because of that has succeeded.</param>
    /// <param name="run">Adds prerequisites to <c>name:run</c>.</param>
    /// <param name="options">How the worker is watched and ended, and who is told; null for the defaults. <c>run</c> alone is not watched.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">No command line could invoke targets of that name, another lifeline of the build has it, or the options have what such a lifeline cannot.</exception>
    /// <exception cref="InvalidOperationException">The attribute is missing.</exception>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Func<CancellationToken, Task> action, Action<LifelineRun>? run = null, LifelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Define(build, name, new WatchedAction((_, token) => action(token)), run, options);
    }

    /// <inheritdoc cref="DefineLifelineTargets(NukeBuild, string, Func{CancellationToken, Task}, Action{LifelineRun}, LifelineOptions)"/>
    /// <param name="build">The build.</param>
    /// <param name="name">The namespace of the targets, unique on the machine among builds whose programs have the same name.</param>
    /// <param name="action">The work, with a context by which it gives signs of life. SIGTERM, SIGINT and SIGHUP cancel its token; an action that ends because of that has succeeded.</param>
    /// <param name="run">Adds prerequisites to <c>name:run</c>.</param>
    /// <param name="options">How the worker is watched and ended, and who is told; null for the defaults. <c>run</c> alone is not watched.</param>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Func<LifelineContext, CancellationToken, Task> action, Action<LifelineRun>? run = null, LifelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Define(build, name, new WatchedAction(action) { Reports = true }, run, options);
    }

    /// <inheritdoc cref="DefineLifelineTargets(NukeBuild, string, Func{CancellationToken, Task}, Action{LifelineRun}, LifelineOptions)"/>
    /// <param name="build">The build.</param>
    /// <param name="name">The namespace of the targets, unique on the machine among builds whose programs have the same name.</param>
    /// <param name="action">The work. Signals have their default effect: SIGTERM ends the process without cleaning up.</param>
    /// <param name="run">Adds prerequisites to <c>name:run</c>.</param>
    /// <param name="options">How the worker is watched and ended, and who is told; null for the defaults. <c>run</c> alone is not watched.</param>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Func<Task> action, Action<LifelineRun>? run = null, LifelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Define(build, name, new WatchedAction((_, _) => action()) { HandlesSignals = false }, run, options);
    }

    /// <inheritdoc cref="DefineLifelineTargets(NukeBuild, string, Func{CancellationToken, Task}, Action{LifelineRun}, LifelineOptions)"/>
    /// <param name="build">The build.</param>
    /// <param name="name">The namespace of the targets, unique on the machine among builds whose programs have the same name.</param>
    /// <param name="action">The work. Signals have their default effect: SIGTERM ends the process without cleaning up.</param>
    /// <param name="run">Adds prerequisites to <c>name:run</c>.</param>
    /// <param name="options">How the worker is watched and ended, and who is told; null for the defaults. <c>run</c> alone is not watched.</param>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Action action, Action<LifelineRun>? run = null, LifelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Define(build, name, new WatchedAction(RunNow) { HandlesSignals = false }, run, options);

        Task RunNow(LifelineContext context, CancellationToken token)
        {
            action();
            return Task.CompletedTask;
        }
    }

    /// <summary>
    /// Defines <c>name:lifeline</c>, <c>name:run</c> and <c>name:terminate</c>, where <c>name:run</c> is a target of the build class:
    /// it is called that then, and is all else that was defined for it. Other targets may depend on it, or be ordered against it.
    /// </summary>
    /// <param name="build">The build.</param>
    /// <param name="name">The namespace of the targets, unique on the machine among builds whose programs have the same name.</param>
    /// <param name="run">A target property of the build class. Signals have their default effect on its actions.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">No command line could invoke targets of that name, or another lifeline of the build has it.</exception>
    /// <exception cref="InvalidOperationException">The attribute is missing.</exception>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Target run)
    {
        ArgumentNullException.ThrowIfNull(run);
        Add(build, () => new LifelineDefinition(new LifelineName(name), run));
    }

    private static void Define(NukeBuild build, string name, WatchedAction action, Action<LifelineRun>? run, LifelineOptions? options)
    {
        var prerequisites = new LifelineRun(build);
        Add(build, () =>
        {
            run?.Invoke(prerequisites);
            return new LifelineDefinition(new LifelineName(name), action, prerequisites.Prerequisites, BuildLifeline.Check(name, action, options));
        });
    }

    private static void Add(NukeBuild build, Func<LifelineDefinition> create)
    {
        ArgumentNullException.ThrowIfNull(build);
        if (!build.GetType().IsDefined(typeof(LifelineTargetsAttribute), inherit: true))
            throw new InvalidOperationException($"The class {build.GetType().Name} defines a lifeline and lacks the attribute that makes its targets. Put [LifelineTargets] above it.");

        var definitions = LifelineDefinitions.Of(build);
        definitions.Add(create());
        if (definitions.NeedNoFiles(NukeCommandLine.InvokedTargets(BuildLifeline.Arguments)))
            EngineLog.DoWithoutFiles();
    }
}
