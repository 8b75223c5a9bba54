using System.Runtime.CompilerServices;
using Nuke.Common;

namespace Lifelines.Nuke;

/// <summary>Defines lifelines in a build.</summary>
public static class LifelineBuildExtensions
{
    private static readonly ConditionalWeakTable<INukeBuild, List<LifelineDefinition>> _definitions = [];

    /// <summary>
    /// Defines <c>name:lifeline</c>, <c>name:run</c> and <c>name:terminate</c>. Call it in the constructor of a build
    /// class that carries <see cref="LifelineTargetsAttribute"/>.
    /// </summary>
    /// <param name="build">The build.</param>
    /// <param name="name">The namespace of the targets: unique on the machine, for builds whose programs have the same name.</param>
    /// <param name="action">The work. SIGTERM, SIGINT and SIGHUP cancel its token; that it ends by that is success.</param>
    /// <param name="run">Adds prerequisites to <c>name:run</c>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">No command line could invoke the name, or it is taken by another lifeline of the build.</exception>
    /// <exception cref="InvalidOperationException">The attribute is missing.</exception>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Func<CancellationToken, Task> action, Action<LifelineRun>? run = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Define(build, name, () => StopSignals.RunAsync(action).GetAwaiter().GetResult(), run);
    }

    /// <inheritdoc cref="DefineLifelineTargets(NukeBuild, string, Func{CancellationToken, Task}, Action{LifelineRun})"/>
    /// <param name="build">The build.</param>
    /// <param name="name">The namespace of the targets: unique on the machine, for builds whose programs have the same name.</param>
    /// <param name="action">The work. Signals have their default effect: SIGTERM ends the process without cleaning up.</param>
    /// <param name="run">Adds prerequisites to <c>name:run</c>.</param>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Func<Task> action, Action<LifelineRun>? run = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Define(build, name, () => action().GetAwaiter().GetResult(), run);
    }

    /// <inheritdoc cref="DefineLifelineTargets(NukeBuild, string, Func{CancellationToken, Task}, Action{LifelineRun})"/>
    /// <param name="build">The build.</param>
    /// <param name="name">The namespace of the targets: unique on the machine, for builds whose programs have the same name.</param>
    /// <param name="action">The work. Signals have their default effect: SIGTERM ends the process without cleaning up.</param>
    /// <param name="run">Adds prerequisites to <c>name:run</c>.</param>
    public static void DefineLifelineTargets(this NukeBuild build, string name, Action action, Action<LifelineRun>? run = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        Define(build, name, action, run);
    }

    internal static IReadOnlyList<LifelineDefinition> DefinitionsOf(INukeBuild build) => _definitions.GetOrCreateValue(build);

    private static void Define(NukeBuild build, string name, Action action, Action<LifelineRun>? run)
    {
        ArgumentNullException.ThrowIfNull(build);
        if (!build.GetType().IsDefined(typeof(LifelineTargetsAttribute), inherit: true))
            throw new InvalidOperationException($"The class {build.GetType().Name} defines a lifeline and lacks the attribute that makes its targets. Put [LifelineTargets] above it.");

        var lifelineName = new LifelineName(name);
        var definitions = _definitions.GetOrCreateValue(build);
        if (definitions.Find(other => other.Name.Key("") == lifelineName.Key("")) is { } twin)
        {
            throw new ArgumentException(
                $"The lifelines {twin.Name.Display(LifelineName.Lifeline)} and {lifelineName.Display(LifelineName.Lifeline)} have the same name: dashes, colons and case do not count on the command line. Rename one.",
                nameof(name));
        }

        var definition = new LifelineRun();
        run?.Invoke(definition);
        definitions.Add(new LifelineDefinition(lifelineName, action, definition.Prerequisites));
    }
}
