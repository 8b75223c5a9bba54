using System.Runtime.CompilerServices;

namespace Lifelines.Nuke;

/// <summary>The lifelines of a build, from its constructor until its targets are made.</summary>
internal sealed class LifelineDefinitions
{
    private static readonly ConditionalWeakTable<INukeBuild, LifelineDefinitions> _ofBuilds = [];

    private readonly List<LifelineDefinition> _all = [];

    public IReadOnlyList<LifelineDefinition> All => _all;

    public static LifelineDefinitions Of(INukeBuild build) => _ofBuilds.GetOrCreateValue(build);

    /// <exception cref="ArgumentException">Another lifeline of the build has the same name.</exception>
    public void Add(LifelineDefinition definition)
    {
        if (_all.Find(other => other.Name.Key == definition.Name.Key) is { } twin)
        {
            throw new ArgumentException(
                $"The lifelines {twin.Name.Display(LifelineName.Lifeline)} and {definition.Name.Display(LifelineName.Lifeline)} have the same name: dashes, colons and case do not count on the command line. Rename one.");
        }

        _all.Add(definition);
    }

    /// <summary>Whether invoked targets leave nothing that is worth a log file: one of them is a worker, or all only look for one.</summary>
    public bool NeedNoFiles(IReadOnlyList<string> targets) =>
        targets.Any(target => IsAny(target, LifelineName.Lifeline, LifelineName.Run, LifelineName.Restart))
        || (targets.Count > 0 && targets.All(target => IsAny(target, LifelineName.Terminate, LifelineName.Status)));

    private bool IsAny(string target, params ReadOnlySpan<string> verbs)
    {
        foreach (var verb in verbs)
        {
            if (_all.Exists(lifeline => lifeline.Name.Is(target, verb)))
                return true;
        }

        return false;
    }
}
