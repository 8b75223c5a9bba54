using Lifelines;

namespace Cake.Lifelines;

/// <summary>
/// What the tasks of a lifeline are called: as the command line spells one of them, or else with a colon. To Cake, each
/// spelling is another name.
/// </summary>
internal sealed class TaskNames
{
    private static readonly string[] _verbs = [LifelineName.Lifeline, LifelineName.Run, LifelineName.Terminate, LifelineName.Status, LifelineName.Restart];

    private readonly string _name;
    private readonly string _prefix;

    /// <param name="name">The lifeline, as the script names it.</param>
    /// <param name="invoked">The tasks that the command line names.</param>
    public TaskNames(LifelineName name, IReadOnlyList<string> invoked)
    {
        _name = name.Display("").TrimEnd(':');
        _prefix = name.Display("");
        foreach (var target in invoked)
        {
            if (Array.Find(_verbs, verb => name.Is(target, verb) && target.EndsWith(verb, StringComparison.OrdinalIgnoreCase)) is { } invokedVerb)
                _prefix = target[..^invokedVerb.Length];
        }
    }

    /// <summary>A task.</summary>
    public string this[string verb] => _prefix + verb;

    /// <summary>The other names of a task.</summary>
    public IEnumerable<string> Others(string verb) =>
        new[] { $"{_name}:{verb}", $"{_name}-{verb}" }.Where(other => !other.Equals(this[verb], StringComparison.OrdinalIgnoreCase));
}
