namespace Nuke.Common.Execution;

internal static class Report
{
    /// <summary>Into a pipe as well.</summary>
    public static bool HasColours { get; } =
        Environment.GetEnvironmentVariable("TERM")?.StartsWith("xterm") == true && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public static void Help(NukeBuild build, List<ExecutableTarget> targets)
    {
        var width = Math.Max(targets.Max(target => target.Name.Length), 20);
        Console.WriteLine("Targets (with their direct dependencies):\n");
        foreach (var target in targets.Where(target => target.Listed))
        {
            var name = target.IsDefault ? $"{target.Name} (default)" : target.Name;
            var dependencies = string.Join(", ", target.ExecutionDependencies.Select(dependency => dependency.Name));
            WriteLine($"  {name.PadRight(width)}{(dependencies.Length > 0 ? $" -> {dependencies}" : "")}");
            if (target.Description is { Length: > 0 } description)
                WriteLine($"    {description}");
        }

        Console.WriteLine("\nParameters:\n");
        var defaults = string.Join(", ", targets.Where(target => target.IsDefault).Select(target => target.Name));
        foreach (var parameters in (IEnumerable<Parameter>[])[Parameters.Of(build), Parameter.OfEngine])
        {
            foreach (var parameter in parameters)
                WriteLine($"  --{Parameters.DashedName(parameter.Name),-16}   {parameter.Description?.Replace("{default_target}", defaults)}");

            Console.WriteLine();
        }
    }

    public static void Header(ExecutableTarget target) => WriteLine($"\n║ {target.Name}\n");

    public static void Summary(IReadOnlyCollection<ExecutableTarget> plan)
    {
        var width = Math.Max(plan.Max(target => target.Name.Length) + 4, 19);
        Console.WriteLine();
        WriteRow("Target", "Status", "Duration");
        foreach (var target in plan.Where(target => target.Status != ExecutionStatus.Collective))
            WriteRow(target.Name, $"{target.Status}", target.Stopwatch.ElapsedTicks > 0 ? Duration(target) : "", target.SummaryInformation.Count == 0 ? null : string.Join(", ", target.SummaryInformation.Select(pair => $"{pair.Key}: {pair.Value}")));

        Console.WriteLine();
        var hasFailed = plan.Any(target => target.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.NotRun);
        WriteLine($"Build {(hasFailed ? "failed" : "succeeded")} on {DateTime.Now}.");

        void WriteRow(string name, string status, string duration, string? information = null) =>
            WriteLine($"{name.PadRight(width)}{status,-10}{duration,10}{(information is null ? "" : $"   // {information}")}");
    }

    private static string Duration(ExecutableTarget target) =>
        target.Stopwatch.Elapsed.TotalSeconds < 1 ? "< 1sec" : $"{(int)target.Stopwatch.Elapsed.TotalMinutes}:{target.Stopwatch.Elapsed:ss}";

    private static void WriteLine(string text) => Console.WriteLine(HasColours ? $"\e[1m{text}\e[0m" : text);
}
