namespace Lifelines.Nuke;

/// <summary>
/// Makes the targets of the lifelines that the build class defines, see
/// <see cref="LifelineBuildExtensions.DefineLifelineTargets(NukeBuild, string, Action, Action{LifelineRun}, LifelineOptions)"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LifelineTargetsAttribute : BuildExtensionAttributeBase, IOnBuildCreated, IOnBuildInitialized
{
    private readonly Spellings _spellings = new();
    private EngineLog? _log;
    private EventHandler? _exit;

    // Before the extensions of NUKE and of the build: those generate from the targets, print, and set up loggers.
    /// <summary>The order among the build's extensions, highest first.</summary>
    public override float Priority { get; set; } = 1000;

    /// <summary>
    /// Whether each lifeline has a fourth target, <c>name:status</c>, which shows its running processes and ends with exit
    /// code 3 if there are none. Default: false.
    /// </summary>
    public bool Status { get; set; }

    /// <summary>
    /// Whether each lifeline has a target <c>name:restart</c>, which terminates its running process and takes its place, with no gap for another
    /// start. Default: false.
    /// </summary>
    public bool Restart { get; set; }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A lifeline's target has the name of another one, or a prerequisite is not a target of this build.</exception>
    public void OnBuildCreated(IReadOnlyCollection<ExecutableTarget> executableTargets)
    {
        ArgumentNullException.ThrowIfNull(executableTargets);
        _log = EngineLog.Install(Build);

        // The collection is a list, and is planned from after this returns: the public way to add targets at run time.
        var targets = (ICollection<ExecutableTarget>)executableTargets;
        var own = LifelineDefinitions.Of(Build).All.SelectMany(lifeline => lifeline.CreateTargets(Build, executableTargets, Status, Restart)).ToList();
        var properties = executableTargets.Except(own).ToList();
        foreach (var target in own)
        {
            if (properties.Find(property => LifelineName.KeyOf(property.Name) == LifelineName.KeyOf(target.Name)) is { } twin)
                throw new InvalidOperationException($"The targets {twin.Name} and {target.Name} have the same name: dashes, colons and case do not count on the command line. Rename one.");

            if (!targets.Contains(target))
                targets.Add(target);
        }

        if (properties.Find(property => LifelineName.TryParse(property.Name, LifelineName.Lifeline, out _)) is { } misleading)
            throw new InvalidOperationException($"The target {misleading.Name} is spelled like the lifeline of DefineLifelineTargets and would be taken for one. Rename it.");

        if (properties.Find(property => LifelineDefinitions.Of(Build).All.Any(lifeline => lifeline.Name.Is(property.Name, LifelineName.Restart))) is { } worker)
            throw new InvalidOperationException($"The target {worker.Name} is spelled like the restart of a lifeline, so a process that runs it would be taken for the worker. Rename it, or write [LifelineTargets(Restart = true)].");

        foreach (var other in _spellings.Apply(own, NukeCommandLine.NamedTargets(BuildLifeline.Arguments)))
            targets.Add(other);

        if (NukeCommandLine.Values(BuildLifeline.Arguments, "strict") is not null)
            PutInOrder(properties, own);

        // The engine writes its schema after this. With an unknown target, or --shell-completion, it ends before it calls another method.
        _exit = (_, _) => CompleteSchema();
        AppDomain.CurrentDomain.ProcessExit += _exit;
    }

    /// <inheritdoc/>
    /// <remarks>If the build may run an action, NUKE's log files are closed: until then no other engine of the same root can start.</remarks>
    public void OnBuildInitialized(IReadOnlyCollection<ExecutableTarget> executableTargets, IReadOnlyCollection<ExecutableTarget> executionPlan)
    {
        ArgumentNullException.ThrowIfNull(executionPlan);
        _spellings.Restore();
        AppDomain.CurrentDomain.ProcessExit -= _exit;
        CompleteSchema();
        KnownTargets.Write(Build, LifelineDefinitions.Of(Build).All.SelectMany(lifeline => lifeline.AnswerableTargets(Status)));
        if (LifelineDefinitions.Of(Build).All.Any(lifeline => executionPlan.Contains(lifeline.Run)))
            _log?.LetGo(Build);
    }

    private void CompleteSchema() =>
        new BuildSchema(Path.GetDirectoryName(Build.TemporaryDirectory)!).Add(LifelineDefinitions.Of(Build).All.SelectMany(lifeline => lifeline.Spellings(Status, Restart)));

    // With --strict, no two targets may be free to run in any order.
    private static void PutInOrder(List<ExecutableTarget> properties, List<ExecutableTarget> own)
    {
        var dependents = new List<ExecutableTarget>(own);
        while (properties.Find(target => !dependents.Contains(target) && target.AllDependencies.Any(dependents.Contains)) is { } dependent)
            dependents.Add(dependent);

        // A termination precedes its run, and that its lifeline: from the last to the first, between what they need and what needs them.
        var last = properties.Except(dependents).ToList();
        foreach (var target in Enumerable.Reverse(own))
        {
            target.OrderDependencies.AddRange(last);
            last = [target];
        }

        foreach (var dependent in dependents.Except(own))
            dependent.OrderDependencies.AddRange(last);
    }
}
