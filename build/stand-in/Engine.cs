using System.Diagnostics;
using System.Reflection;
using Serilog;

namespace Nuke.Common.Execution;

internal static class Engine
{
    public static int Run(NukeBuild build, IReadOnlyCollection<Delegate> defaults)
    {
        try
        {
            Logging.Configure(build);
            var targets = CreateTargets(build, defaults);
            var names = targets.Select(target => target.Name).ToList();
            foreach (var extension in build.Extensions.OfType<IOnBuildCreated>())
                extension.OnBuildCreated(targets);

            Parameters.Inject(build);
            Schema.Write(build, names);
            if (Parameters.IsSet("ShellCompletion"))
                Environment.Exit(0);

            build.OnBuildCreated();
            if (!Parameters.IsSet("NoLogo"))
                Console.WriteLine("\nNUKE Execution Engine (stand-in)\n");

            var plan = Plan(targets, Parameters.Targets);
            foreach (var extension in build.Extensions.OfType<IOnBuildInitialized>())
                extension.OnBuildInitialized(targets, plan);

            Action<List<ExecutableTarget>>? answer = Parameters.IsSet("Plan") ? ShowPlan : Parameters.IsSet("Help") || plan.Count == 0 ? all => Report.Help(build, all) : null;
            if (answer is not null)
            {
                answer(targets);
                Environment.Exit(0);
            }

            build.ExecutionPlan = plan;
            Console.CancelKeyPress += (_, _) => Finish(build);
            var hasSucceeded = Execute(plan);
            return build.ExitCode ?? (hasSucceeded ? 0 : -1);
        }
        catch (Exception exception)
        {
            Console.WriteLine(exception.Message);
            return build.ExitCode ?? -1;
        }
        finally
        {
            Finish(build);
            Log.CloseAndFlush();
        }
    }

    private static List<ExecutableTarget> CreateTargets(NukeBuild build, IReadOnlyCollection<Delegate> defaults)
    {
        const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var properties = build.GetType().GetProperties(Members)
            .Concat(build.GetType().GetInterfaces().SelectMany(component => component.GetProperties()))
            .Where(property => property.PropertyType == typeof(Target))
            .DistinctBy(property => property.Name);
        var definitions = new List<(ExecutableTarget Target, TargetDefinition Definition)>();
        foreach (var property in properties)
        {
            var factory = (Target)property.GetValue(build)!;
            var target = new ExecutableTarget { Name = property.Name, Listed = true, Factory = factory, IsDefault = defaults.Contains(factory) };
            definitions.Add((target, new TargetDefinition(target)));
            _ = factory(definitions[^1].Definition);
        }

        foreach (var (target, definition) in definitions)
        {
            target.ExecutionDependencies.AddRange(definition.Dependencies.Select(Find));
            target.OrderDependencies.AddRange(definition.Earlier.Select(Find));
            foreach (var later in definition.Later)
                Find(later).OrderDependencies.Add(target);
        }

        return [.. definitions.Select(definition => definition.Target)];

        ExecutableTarget Find(Target factory) => definitions.Single(definition => Equals(definition.Target.Factory, factory)).Target;
    }

    private static List<ExecutableTarget> Plan(List<ExecutableTarget> targets, string[]? names)
    {
        var plan = new List<ExecutableTarget>();
        foreach (var name in names ?? [])
            Find(name).Invoked = true;

        var rest = targets.ToList();
        while (rest.Count > 0)
        {
            var free = rest.Where(target => !rest.Any(other => other.AllDependencies.Contains(target))).ToList();
            if (free.Count > 1 && Parameters.Values("Strict") is not null)
                throw new InvalidOperationException($"Incomplete target definition order:\n{string.Join('\n', free.Select(target => $"  - {target.Name}"))}");

            rest.Remove(free[0]);
            if ((names is null ? free[0].IsDefault : free[0].Invoked) || plan.Any(other => other.ExecutionDependencies.Contains(free[0])))
                plan.Insert(0, free[0]);
        }

        plan.ForEach(target => target.Status = ExecutionStatus.Scheduled);
        return plan;

        ExecutableTarget Find(string name) =>
            targets.SingleOrDefault(target => target.IsCalled(name))
            ?? throw new InvalidOperationException(
                $"Target with name '{name.Replace("-", "")}' does not exist. Available targets are:\n"
                + string.Join('\n', targets.Select(target => $"  - {target.Name}").Order()));
    }

    private static void ShowPlan(List<ExecutableTarget> targets)
    {
        var file = NukeBuild.TemporaryDirectory / "execution-plan.html";
        File.WriteAllLines(file, targets.Select(target => $"<p>{target.Name}: {string.Join(", ", Plan(targets, [target.Name]).Select(other => other.Name))}</p>"));
        _ = Process.Start(new ProcessStartInfo(file) { UseShellExecute = true });
    }

    private static bool Execute(IReadOnlyCollection<ExecutableTarget> plan)
    {
        // Without a name, all but what was invoked.
        var skipped = Parameters.Values("Skip");
        foreach (var target in plan.Where(target => skipped is [] || skipped?.Any(target.IsCalled) == true))
            Skip(plan, target, "via parameter");

        foreach (var target in plan)
        {
            if (!CheckConditions(plan, target))
                return false;
        }

        File.WriteAllText(NukeBuild.TemporaryDirectory / "build-attempt.log", "");
        return plan.All(Execute);
    }

    private static bool CheckConditions(IReadOnlyCollection<ExecutableTarget> plan, ExecutableTarget target)
    {
        try
        {
            var violated = target.StaticConditions.Where(condition => !condition.Delegate()).Select(condition => condition.Text).ToList();
            if (violated.Count > 0)
            {
                target.SummaryInformation["OnlyWhen"] = string.Join(" && ", violated);
                Skip(plan, target, null);
            }

            return true;
        }
        catch (Exception exception)
        {
            Log.Error(exception, "Invocation of condition for {TargetName} has thrown an exception", target.Name);
            return false;
        }
    }

    private static void Skip(IReadOnlyCollection<ExecutableTarget> plan, ExecutableTarget target, string? reason)
    {
        if (target.Status != ExecutionStatus.Scheduled)
            return;

        if (!target.Invoked)
        {
            target.Status = ExecutionStatus.Skipped;
            if (reason is not null)
                target.SummaryInformation.TryAdd("Skipped", reason);
        }

        var needed = plan.Where(other => other != target && other.Status == ExecutionStatus.Scheduled).SelectMany(other => other.ExecutionDependencies).ToList();
        foreach (var dependency in target.ExecutionDependencies.Except(needed).ToList())
            Skip(plan, dependency, $"because of {target.Name}");
    }

    private static bool Execute(ExecutableTarget target)
    {
        if (target.Status == ExecutionStatus.Skipped || target.SummaryInformation.ContainsKey("OnlyWhen"))
        {
            target.Status = ExecutionStatus.Skipped;
            return true;
        }

        if (target.Actions.Count == 0)
        {
            target.Status = ExecutionStatus.Collective;
            return true;
        }

        Report.Header(target);
        target.Stopwatch.Start();
        target.Status = ExecutionStatus.Running;
        try
        {
            target.Actions.ForEach(action => action());
            target.Status = ExecutionStatus.Succeeded;
            return true;
        }
        catch (Exception exception)
        {
            Log.Error(exception, "Target {TargetName} has thrown an exception", target.Name);
            target.SummaryInformation[exception.GetType().Name] = exception.Message.Split('\n')[0];
            target.Status = ExecutionStatus.Failed;
            return false;
        }
        finally
        {
            target.Stopwatch.Stop();
        }
    }

    private static void Finish(NukeBuild build)
    {
        foreach (var target in build.ExecutionPlan)
        {
            target.Status = target.Status switch
            {
                ExecutionStatus.Running => ExecutionStatus.Aborted,
                ExecutionStatus.Scheduled => ExecutionStatus.NotRun,
                var status => status,
            };
        }

        if (build.ExecutionPlan.Count > 0)
            Report.Summary(build.ExecutionPlan);
    }
}
