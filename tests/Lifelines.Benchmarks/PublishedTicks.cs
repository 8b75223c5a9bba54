using Lifelines.Processes;
using Lifelines.Tests.Infra;
using static Lifelines.Benchmarks.Measuring;

namespace Lifelines.Benchmarks;

/// <summary>A redundant tick of a program, in each way to publish it, against an empty program that was published in the same way.</summary>
internal static class PublishedTicks
{
    private const int Times = 41;

    /// <summary>Measures each beside no other process, in a PID namespace, and the fastest beside all of the machine, too.</summary>
    public static async Task Run(RootFolder root)
    {
        using var packages = new PackageFeed(Repository.Root, [PackageFeed.Precompiled], "Lifelines");
        foreach (var (way, options) in WaysToPublish.All)
        {
            var (empty, tick) = (Publish("Lifelines.Benchmarks.Empty", "empty"), Publish("Lifelines.Benchmarks.Tick", "tick"));
            if (way == WaysToPublish.AheadOfTime)
                await Measure(empty, tick, $"{way}, {ProcessTable.Create().ListParents().Count} processes");

            using var alone = root.Start("unshare", "--pid", "--fork", "--mount-proc", "--kill-child", Environment.ProcessPath!, "--published-tick", empty, tick, way);
            _ = await alone.WaitForExit();
            Console.WriteLine(alone.Output);

            string Publish(string project, string program)
            {
                var folder = Path.Combine(root.Path, way, program);
                _ = Shell.Run("dotnet", ["publish", Path.Combine(Repository.Root, "tests", project), "--configuration", "Release", "--output", folder, $"-p:ArtifactsPath={root.Path}/build/{way}", $"-p:LifelinesVersion={packages.Version}", $"-p:RestoreAdditionalProjectSources={packages.Feed}", "-p:NuGetAudit=false", .. options]);
                return Path.Combine(folder, program);
            }
        }
    }

    public static async Task Measure(string empty, string tick, string way)
    {
        using var holder = Child.Start(tick);
        var lifeline = new Lifeline(new LifelineOptions { Program = tick, IsSameCommand = arguments => arguments.Count == 0 });
        await Eventually.IsTrue(lifeline.IsRunning, () => "tick does not start");
        var costs = Measuring.Run(Times, Command(empty), Command(tick));
        Rows.Write($"redundant tick of a program, {way}, wall time", costs[1].Wall, "empty program", costs[0].Wall, 1.3);
        Rows.Write($"redundant tick of a program, {way}, CPU time", costs[1].Cpu, "empty program", costs[0].Cpu, 1.3);
    }
}
