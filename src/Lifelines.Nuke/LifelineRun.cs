namespace Lifelines.Nuke;

/// <summary>The <c>run</c> target of a lifeline while it is defined.</summary>
public sealed class LifelineRun
{
    private readonly NukeBuild _build;
    private readonly List<Target> _prerequisites = [];

    internal LifelineRun(NukeBuild build) => _build = build;

    internal IReadOnlyList<Target> Prerequisites => _prerequisites;

    /// <summary>Adds targets that run before the action does.</summary>
    /// <param name="targets">Targets of the same build.</param>
    /// <returns>The same object, for further calls.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="targets"/> or one of them is null.</exception>
    public LifelineRun DependsOn(params Target[] targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        foreach (var target in targets)
            ArgumentNullException.ThrowIfNull(target, nameof(targets));

        _prerequisites.AddRange(targets);
        return this;
    }

    /// <summary>Adds targets of a component, that is an interface of the build class, that run before the action does.</summary>
    /// <typeparam name="T">The component.</typeparam>
    /// <param name="targets">Select targets of the component.</param>
    /// <returns>The same object, for further calls.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="targets"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">The build does not have the component.</exception>
    public LifelineRun DependsOn<T>(params Func<T, Target>[] targets)
        where T : class, INukeBuild
    {
        ArgumentNullException.ThrowIfNull(targets);
        foreach (var target in targets)
            ArgumentNullException.ThrowIfNull(target, nameof(targets));

        return _build is T component
            ? DependsOn([.. targets.Select(target => target(component))])
            : throw new ArgumentException($"The class {_build.GetType().Name} does not have the component {typeof(T).Name}. Add it to its interfaces.", nameof(targets));
    }
}
