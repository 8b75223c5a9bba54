using System.Reflection;

namespace Nuke.Common.Execution;

internal static class Report
{
    public static void Help(NukeBuild build, List<ExecutableTarget> targets)
    {
        var width = Math.Max(targets.Max(target => target.Name.Length), 20);
        Console.WriteLine("Targets (with their direct dependencies):\n");
        foreach (var target in targets.Where(target => target.Listed))
        {
            var name = target.IsDefault ? $"{target.Name} (default)" : target.Name;
            var dependencies = string.Join(", ", target.ExecutionDependencies.Select(dependency => dependency.Name));
            Console.WriteLine($"  {name.PadRight(width)}{(dependencies.Length > 0 ? $" -> {dependencies}" : "")}");
            if (target.Description is { Length: > 0 } description)
                Console.WriteLine($"    {description}");
        }

        Console.WriteLine("\nParameters:\n");
        const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var field in build.GetType().GetFields(Members))
        {
            if (field.GetCustomAttribute<ParameterAttribute>() is { } parameter)
                Console.WriteLine($"  --{Parameters.DashedName(field.Name),-16}   {parameter.Description}");
        }
    }

    public static void Header(ExecutableTarget target) => Console.WriteLine($"\n║ {target.Name}\n");

    public static void Summary(IReadOnlyCollection<ExecutableTarget> plan)
    {
        var width = Math.Max(plan.Max(target => target.Name.Length) + 4, 19);
        Console.WriteLine();
        WriteLine("Target", "Status", "Duration");
        foreach (var target in plan.Where(target => target.Status != ExecutionStatus.Collective))
            WriteLine(target.Name, $"{target.Status}", target.Stopwatch.ElapsedTicks > 0 ? Duration(target) : "", target.SummaryInformation.Count == 0 ? null : string.Join(", ", target.SummaryInformation.Select(pair => $"{pair.Key}: {pair.Value}")));

        Console.WriteLine();
        var hasFailed = plan.Any(target => target.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);
        Console.WriteLine($"Build {(hasFailed ? "failed" : "succeeded")} on {DateTime.Now}.");

        void WriteLine(string name, string status, string duration, string? information = null) =>
            Console.WriteLine($"{name.PadRight(width)}{status,-10}{duration,10}{(information is null ? "" : $"   // {information}")}");
    }

    private static string Duration(ExecutableTarget target) =>
        target.Stopwatch.Elapsed.TotalSeconds < 1 ? "< 1sec" : $"{(int)target.Stopwatch.Elapsed.TotalMinutes}:{target.Stopwatch.Elapsed:ss}";
}
