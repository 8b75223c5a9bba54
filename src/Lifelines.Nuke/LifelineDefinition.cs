using Nuke.Common;
using Nuke.Common.Execution;
using Serilog;

namespace Lifelines.Nuke;

/// <summary>A lifeline of a build, as its targets.</summary>
internal sealed class LifelineDefinition(LifelineName name, Action action, IReadOnlyList<Target> prerequisites)
{
    // "program is not running": Linux Standard Base 5, Init Script Actions.
    private const int NotRunning = 3;

    public LifelineName Name => name;

    /// <summary>Makes the targets, each followed by the unlisted ones that serve its other spellings.</summary>
    /// <param name="others">The targets of the build class.</param>
    /// <param name="scope">Whose processes count.</param>
    /// <param name="statusOf">The build whose exit code the status sets; null for no such target.</param>
    public IReadOnlyList<ExecutableTarget> CreateTargets(IReadOnlyCollection<ExecutableTarget> others, LifelineScope scope, INukeBuild? statusOf)
    {
        var run = Create(LifelineName.Run);
        run.ExecutionDependencies.AddRange(prerequisites.Select(prerequisite => Find(prerequisite, others)));
        run.Actions.Add(action);

        var display = name.Display(LifelineName.Lifeline);
        var lifeline = Create(LifelineName.Lifeline);
        lifeline.ExecutionDependencies.Add(run);
        lifeline.StaticConditions.Add(($"no other {display} is running", () => NukeLifeline.TryHold(display, name.Key(LifelineName.Lifeline), scope)));

        var terminate = Create(LifelineName.Terminate);
        terminate.Actions.Add(() => Terminate(display, scope));

        List<ExecutableTarget> targets = [.. WithSpellings(lifeline, LifelineName.Lifeline), .. WithSpellings(run, LifelineName.Run), .. WithSpellings(terminate, LifelineName.Terminate)];
        if (statusOf is not null)
        {
            var status = Create(LifelineName.Status);
            status.Actions.Add(() => ShowStatus(display, scope, statusOf));
            targets.AddRange(WithSpellings(status, LifelineName.Status));
        }

        return targets;
    }

    /// <summary>
    /// The names that a target needs in order to be found by each spelling, the listed one first. NUKE removes the
    /// dashes from what was typed, not from the names, so that a name must not have any.
    /// </summary>
    internal static IReadOnlyList<string> TargetNames(LifelineName name, string verb)
    {
        var listed = name.WithoutDashes(verb);
        var lastColon = listed.LastIndexOf(':');
        return [.. new[] { listed, listed.Remove(lastColon, 1), listed.Replace(":", "", StringComparison.Ordinal) }.Distinct()];
    }

    private ExecutableTarget Create(string verb) => Create(TargetNames(name, verb)[0], name.Description(verb), isListed: true);

    // NUKE compares targets by their factories, so that each needs one of its own.
    private static ExecutableTarget Create(string name, string description, bool isListed) =>
        new() { Name = name, Description = description, Listed = isListed, Factory = new Target(definition => definition.Description(description)) };

    private IEnumerable<ExecutableTarget> WithSpellings(ExecutableTarget target, string verb)
    {
        yield return target;
        foreach (var spelling in TargetNames(name, verb).Skip(1))
        {
            var other = Create(spelling, target.Description!, isListed: false);
            other.ExecutionDependencies.Add(target);
            yield return other;
        }
    }

    private ExecutableTarget Find(Target prerequisite, IReadOnlyCollection<ExecutableTarget> targets) =>
        targets.SingleOrDefault(target => Equals(target.Factory, prerequisite))
        ?? throw new InvalidOperationException(
            $"A prerequisite of {name.Display(LifelineName.Run)} is not a target of this build. Pass target properties of the build class to DependsOn, such as DependsOn(Compile).");

    private void ShowStatus(string display, LifelineScope scope, INukeBuild build)
    {
        var processes = Lifeline.List(NukeLifeline.Options(display, name.Key(LifelineName.Lifeline), scope));
        if (processes.Count == 0)
        {
            Log.Information("No {Lifeline:l} is running", display);
            build.ExitCode = NotRunning;
            return;
        }

        foreach (var line in StatusTable.Format(processes))
            Console.WriteLine(line);
    }

    private void Terminate(string display, LifelineScope scope)
    {
        var gracePeriod = NukeCommandLine.GracePeriod([.. Environment.GetCommandLineArgs().Skip(1)]);
        var result = Lifeline.Terminate(NukeLifeline.Options(display, name.Key(LifelineName.Lifeline), scope, gracePeriod));
        if (!result.Succeeded)
            throw new LifelineException($"{display} is still running: {string.Join("; ", result.Processes.Where(process => !process.HasEnded))}");
    }
}
