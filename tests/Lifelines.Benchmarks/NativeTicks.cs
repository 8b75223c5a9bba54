using Lifelines.Processes;
using Lifelines.Tests.Infra;
using static Lifelines.Benchmarks.Measuring;

namespace Lifelines.Benchmarks;

/// <summary>A redundant tick of a program that is compiled ahead of time, against an empty program that is.</summary>
internal static class NativeTicks
{
    private const int Times = 41;

    /// <summary>Measures it beside all processes of the machine, and beside none in a PID namespace.</summary>
    public static async Task Run(RootFolder root)
    {
        var (empty, tick) = (Publish(root, "Lifelines.Benchmarks.Empty", "empty"), Publish(root, "Lifelines.Benchmarks.Tick", "tick"));
        await Measure(empty, tick, $"{ProcessTable.Create().ListParents().Count} processes");
        using var alone = root.Start("unshare", ["--pid", "--fork", "--mount-proc", "--kill-child", Environment.ProcessPath!, "--native-ticks", empty, tick, "no others"]);
        _ = await alone.WaitForExit();
        Console.WriteLine(alone.Output);
    }

    public static async Task Measure(string empty, string tick, string where)
    {
        using var holder = Child.Start(tick);
        var lifeline = new Lifeline(new LifelineOptions { Program = tick, IsSameCommand = arguments => arguments.Count == 0 });
        await Eventually.IsTrue(lifeline.IsRunning, () => "tick does not start");
        var costs = Measuring.Run(Times, Command(empty), Command(tick));
        Rows.Write($"redundant tick compiled ahead of time, {where}, wall time", costs[1].Wall, "empty program compiled ahead of time", costs[0].Wall, 1.3);
        Rows.Write($"redundant tick compiled ahead of time, {where}, CPU time", costs[1].Cpu, "empty program compiled ahead of time", costs[0].Cpu, 1.3);
    }

    private static string Publish(RootFolder root, string project, string program)
    {
        var folder = Path.Combine(root.Path, program);
        _ = Shell.Run("dotnet", "publish", Path.Combine(Repository.Root, "tests", project), "--configuration", "Release", "--output", folder, "-p:PublishAot=true", $"-p:ArtifactsPath={root.Path}/build");
        return Path.Combine(folder, program);
    }
}
