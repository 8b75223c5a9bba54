namespace Lifelines.Nuke;

/// <summary>
/// Makes targets found by each spelling. NUKE removes the dashes from what was typed, not from the names, so it finds no
/// <c>appname:run</c> by <c>appname-run</c>. Until it has looked for the targets, each is called what it was typed as.
/// </summary>
internal sealed class Spellings
{
    private readonly List<(ExecutableTarget Target, string Name)> _renamed = [];

    /// <summary>The names by which each spelling of a target is found, its own first.</summary>
    public static IReadOnlyList<string> NamesOf(string target)
    {
        var lastColon = target.LastIndexOf(':');
        return [.. new[] { target, target.Remove(lastColon, 1), target.Replace(":", "", StringComparison.Ordinal) }.Distinct()];
    }

    /// <summary>Renames targets, and makes others for what one name cannot serve.</summary>
    /// <param name="targets">The targets of lifelines.</param>
    /// <param name="typed">What the command line calls; nothing if the targets are named elsewhere, such as in the environment.</param>
    public IEnumerable<ExecutableTarget> Apply(IEnumerable<ExecutableTarget> targets, IReadOnlyList<string> typed)
    {
        foreach (var target in targets)
        {
            var names = typed.Count == 0 ? NamesOf(target.Name) : [.. typed.Where(name => LifelineName.KeyOf(name) == LifelineName.KeyOf(target.Name)).Select(name => name.Replace("-", "", StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (names.Count == 0)
                continue;

            _renamed.Add((target, target.Name));
            target.Name = names[0];
            foreach (var name in names.Skip(1))
            {
                var other = new ExecutableTarget { Name = name, Description = target.Description, Factory = new Target(definition => definition.Description(name)) };
                other.ExecutionDependencies.Add(target);
                yield return other;
            }
        }
    }

    /// <summary>To be called once the engine has found the targets.</summary>
    public void Restore() => _renamed.ForEach(renamed => renamed.Target.Name = renamed.Name);
}
