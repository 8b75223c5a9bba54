using Nuke.Common;

namespace Lifelines.Nuke;

/// <summary>The <c>run</c> target of a lifeline while it is defined.</summary>
public sealed class LifelineRun
{
    private readonly List<Target> _prerequisites = [];

    internal LifelineRun()
    {
    }

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
}
