using Nuke.Common;
using Nuke.Common.Execution;
using Serilog;

namespace Lifelines.Nuke;

/// <summary>A lifeline of a build, as its targets.</summary>
internal sealed class LifelineDefinition
{
    // "program is not running": Linux Standard Base 5, Init Script Actions.
    private const int NotRunning = 3;

    private readonly IReadOnlyList<Target> _prerequisites;
    private readonly string _display;

    public LifelineDefinition(LifelineName name, Action action, IReadOnlyList<Target> prerequisites)
    {
        Name = name;
        Run = Create(LifelineName.Run);
        Run.Actions.Add(action);
        _prerequisites = prerequisites;
        _display = name.Display(LifelineName.Lifeline);
    }

    public LifelineName Name { get; }

    /// <summary>The target that holds the action.</summary>
    public ExecutableTarget Run { get; }

    /// <summary>Makes the targets, each followed by the unlisted ones that serve its other spellings.</summary>
    /// <param name="build">The build, whose exit code the status sets.</param>
    /// <param name="others">The targets of the build class.</param>
    /// <param name="hasStatus">Whether there is a target that shows the status.</param>
    public IReadOnlyList<ExecutableTarget> CreateTargets(INukeBuild build, IReadOnlyCollection<ExecutableTarget> others, bool hasStatus)
    {
        Run.ExecutionDependencies.AddRange(_prerequisites.Select(prerequisite => Find(prerequisite, others)));

        var lifeline = Create(LifelineName.Lifeline);
        lifeline.ExecutionDependencies.Add(Run);
        lifeline.StaticConditions.Add(($"no other {_display} is running", TryHold));

        List<ExecutableTarget> targets = [.. WithSpellings(lifeline, LifelineName.Lifeline), .. WithSpellings(Run, LifelineName.Run), .. Spellings(LifelineName.Terminate, Terminate)];
        if (hasStatus)
            targets.AddRange(Spellings(LifelineName.Status, () => ShowStatus(build)));

        return targets;
    }

    /// <summary>
    /// The names that a target needs in order to be found by each spelling, the listed one first. NUKE removes the
    /// dashes from what was typed, not from the names, so a name must not have any.
    /// </summary>
    internal static IReadOnlyList<string> TargetNames(LifelineName name, string verb)
    {
        var listed = name.WithoutDashes(verb);
        var lastColon = listed.LastIndexOf(':');
        return [.. new[] { listed, listed.Remove(lastColon, 1), listed.Replace(":", "", StringComparison.Ordinal) }.Distinct()];
    }

    private ExecutableTarget Create(string verb) => Create(TargetNames(Name, verb)[0], Name.Description(verb), isListed: true);

    // NUKE compares targets by their factories, so each needs one of its own.
    private static ExecutableTarget Create(string name, string description, bool isListed) =>
        new() { Name = name, Description = description, Listed = isListed, Factory = new Target(definition => definition.Description(description)) };

    /// <summary>The targets of an action without prerequisites. Each has the action itself: with --skip, NUKE runs nothing but what was invoked.</summary>
    private IEnumerable<ExecutableTarget> Spellings(string verb, Action action)
    {
        foreach (var spelling in TargetNames(Name, verb))
        {
            var target = Create(spelling, Name.Description(verb), isListed: spelling == TargetNames(Name, verb)[0]);
            target.Actions.Add(action);
            yield return target;
        }
    }

    private IEnumerable<ExecutableTarget> WithSpellings(ExecutableTarget target, string verb)
    {
        yield return target;
        foreach (var spelling in TargetNames(Name, verb).Skip(1))
        {
            var other = Create(spelling, target.Description!, isListed: false);
            other.ExecutionDependencies.Add(target);
            yield return other;
        }
    }

    private ExecutableTarget Find(Target prerequisite, IReadOnlyCollection<ExecutableTarget> targets) =>
        targets.SingleOrDefault(target => Equals(target.Factory, prerequisite))
        ?? throw new InvalidOperationException(
            $"A prerequisite of {Name.Display(LifelineName.Run)} is not a target of this build. Pass target properties of the build class to DependsOn, such as DependsOn(Compile).");

    private bool TryHold()
    {
        if (BuildLifeline.Create(Name).TryHold(out var holder))
        {
            Log.Information("{Lifeline:l} starts as pid {Pid}", _display, Environment.ProcessId);
            return true;
        }

        Log.Verbose("{Lifeline:l} is already running: {Holder:l}", _display, holder);
        return false;
    }

    private void Terminate()
    {
        var result = BuildLifeline.Terminate(Name, BuildLifeline.Arguments);
        BuildLifeline.Log(_display, result);
        if (result.Processes.Count == 0)
            Log.Information("No {Lifeline:l} is running", _display);

        if (!result.Succeeded)
            throw new InvalidOperationException($"{_display} is still running: {string.Join("; ", result.Processes.Concat(result.Orphans).Where(process => !process.HasExited))}");
    }

    private void ShowStatus(INukeBuild build)
    {
        var processes = BuildLifeline.Create(Name).ListAsync().GetAwaiter().GetResult();
        if (processes.Count == 0)
        {
            Log.Information("No {Lifeline:l} is running", _display);
            build.ExitCode = NotRunning;
            return;
        }

        foreach (var line in StatusTable.Format(processes))
            Console.WriteLine(line);
    }
}
