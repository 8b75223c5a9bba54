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
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">No command line could invoke targets of that name, or another lifeline of the build has it.</exception>
    /// <exception cref="InvalidOperationException">The attribute is missing.</exception>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Func<CancellationToken, Task> action, Action<LifelineRun>? run = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Define(build, name, () => Lifeline.Unguarded.RunAsync(action).GetAwaiter().GetResult(), run);
    }

    /// <inheritdoc cref="DefineLifelineTargets(NukeBuild, string, Func{CancellationToken, Task}, Action{LifelineRun})"/>
    /// <param name="build">The build.</param>
    /// <param name="name">The namespace of the targets, unique on the machine among builds whose programs have the same name.</param>
    /// <param name="action">The work. Signals have their default effect: SIGTERM ends the process without cleaning up.</param>
    /// <param name="run">Adds prerequisites to <c>name:run</c>.</param>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Func<Task> action, Action<LifelineRun>? run = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Define(build, name, () => action().GetAwaiter().GetResult(), run);
    }

    /// <inheritdoc cref="DefineLifelineTargets(NukeBuild, string, Func{CancellationToken, Task}, Action{LifelineRun})"/>
    /// <param name="build">The build.</param>
    /// <param name="name">The namespace of the targets, unique on the machine among builds whose programs have the same name.</param>
    /// <param name="action">The work. Signals have their default effect: SIGTERM ends the process without cleaning up.</param>
    /// <param name="run">Adds prerequisites to <c>name:run</c>.</param>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Action action, Action<LifelineRun>? run = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Define(build, name, action, run);
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

    private static void Define(NukeBuild build, string name, Action action, Action<LifelineRun>? run)
    {
        var prerequisites = new LifelineRun(build);
        Add(build, () =>
        {
            run?.Invoke(prerequisites);
            return new LifelineDefinition(new LifelineName(name), action, prerequisites.Prerequisites);
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
