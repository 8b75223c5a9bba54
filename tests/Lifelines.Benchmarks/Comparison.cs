using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Lifelines.Processes;
using Lifelines.Tests.Infra;
using static Lifelines.Benchmarks.Measuring;

namespace Lifelines.Benchmarks;

/// <summary>Prints what a tick, the look at the processes and a holder cost, each beside its goal.</summary>
internal sealed class Comparison
{
    private const int Times = 21;

    private static readonly string _folder = AppContext.BaseDirectory;
    private static readonly string _script = Path.Combine(Repository.Root, "build.sh");

    public async Task Run()
    {
        Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, .NET {Environment.Version}; medians of {Times} runs in turn, with {ProcessTable.Create().ListParents().Count} processes on the machine.");
        Console.WriteLine();
        Console.WriteLine("| what | measured | against | ratio | goal | met |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        using var root = new RootFolder();
        FrontDoor(root);
        Ticks(root);
        await PublishedTicks.Run(root);
        await FirstTick(root);
        await Holding(root);
        Looks();
    }

    /// <summary>Beside 130 processes, if there are not more.</summary>
    private static void FrontDoor(RootFolder root)
    {
        var crowd = new Crowd();
        crowd.GrowTo(Math.Max(0, 130 - ProcessTable.Create().ListParents().Count));
        try
        {
            using var holder = root.StartNamed("_build", "appname-lifeline");
            _ = Measuring.Run(2, Command(_script, "appname-lifeline"));
            var launcher = Path.Combine(Repository.Root, "build", "bin", "launcher");
            if (!File.Exists(launcher))
            {
                Console.WriteLine("| redundant tick | | flock | not measured: there is no native launcher here | 2 | |");
                return;
            }

            var costs = Measuring.Run(101, Command("flock", "-n", Path.Combine(root.Path, "lock"), "true"), Command(launcher, "appname-lifeline"), Command(_script, "appname-lifeline"), Command("bash", "-c", ":"));
            var count = ProcessTable.Create().ListParents().Count;
            Rows.Write($"redundant tick by the launcher, {count} processes, wall time", costs[1].Wall, "`flock -n FILE true`", costs[0].Wall, 2);
            Rows.Write($"redundant tick by the launcher, {count} processes, CPU time", costs[1].Cpu, "`flock -n FILE true`", costs[0].Cpu, 2);
            Rows.Write("redundant tick by build.sh, wall time", costs[2].Wall, "the launcher and `bash -c :`", costs[1].Wall + costs[3].Wall, 1);
            Rows.Write("redundant tick by build.sh, CPU time", costs[2].Cpu, "the launcher and `bash -c :`", costs[1].Cpu + costs[3].Cpu, 1);
            FrontDoorOfCake(root, launcher, count);
        }
        finally
        {
            crowd.Disperse();
        }
    }

    /// <summary>As the template has it, once it is ready.</summary>
    private static void FrontDoorOfCake(RootFolder root, string launcher, int count)
    {
        var (tools, script) = (root.NewFolder("cake/tools"), Path.Combine(root.Path, "cake", "build.sh"));
        File.Copy(launcher, Path.Combine(tools, "launcher"));
        File.Copy(Path.Combine(Repository.Root, "src", "Lifelines.Templates", "content", "lifelines-cake", "build.sh"), script);
        const string Target = "--target=appname:lifeline";
        using var holder = root.StartNamed("dotnet", Path.Combine(root.NewFolder("tools/net10.0/any"), "Cake.dll"), Target);
        var costs = Measuring.Run(101, Command("flock", "-n", Path.Combine(root.Path, "lock"), "true"), Command("/bin/sh", script, Target));
        Rows.Write($"redundant tick by build.sh of a Cake script, {count} processes, wall time", costs[1].Wall, "`flock -n FILE true`", costs[0].Wall, 2.5);
        Rows.Write($"redundant tick by build.sh of a Cake script, {count} processes, CPU time", costs[1].Cpu, "`flock -n FILE true`", costs[0].Cpu, 2.5);
    }

    private static void Ticks(RootFolder root)
    {
        using var holder = root.StartNamed("_build", "appname-lifeline");
        _ = Measuring.Run(1, Command(_script, "appname-lifeline"));
        var empty = Command(Path.Combine(_folder, "empty"));
        var costs = Measuring.Run(Times, empty, Command(_script, "appname-lifeline"));
        Rows.Write("redundant tick, wall time", costs[1].Wall, "empty program", costs[0].Wall, 1.3);
        Rows.Write("redundant tick, CPU time", costs[1].Cpu, "empty program", costs[0].Cpu, 1.5);

        if (!File.Exists("/usr/bin/rake"))
        {
            Console.WriteLine("| redundant tick | | rake | not measured: rake is not installed | 0.5 | |");
            return;
        }

        var rakefile = root.WriteRakefile();
        using var rakeHolder = root.StartNamed("rake", "appname:lifeline");
        costs = Measuring.Run(Times, Command("rake", "-f", rakefile, "appname:lifeline"), Command(_script, "appname-lifeline"));
        Rows.Write("redundant tick, wall time", costs[1].Wall, "rake", costs[0].Wall, 0.5);
        Rows.Write("redundant tick, CPU time", costs[1].Cpu, "rake", costs[0].Cpu, 0.5);
    }

    private static async Task FirstTick(RootFolder root)
    {
        var bin = Path.Combine(Repository.Root, "build", "bin");
        var program = Path.Combine(bin, File.ReadLines(Path.Combine(bin, "current")).Single(line => line.StartsWith("program ", StringComparison.Ordinal))["program ".Length..]);
        var engine = new List<double>();
        var first = new List<double>();
        for (var time = 0; time < Times; time++)
        {
            var start = Stopwatch.GetTimestamp();
            using (var help = root.Start(program, "--help", "--root", root.Path))
                _ = await help.WaitForExit();

            engine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            start = Stopwatch.GetTimestamp();
            using (var worker = root.Start(_script, "appname-lifeline", "--root", root.Path))
            {
                _ = await worker.WaitForLine("Working as");
                first.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        var name = File.Exists(Path.Combine(Path.GetDirectoryName(program)!, "Nuke.Utilities.dll")) ? "NUKE" : "stand-in";
        Rows.Write($"first tick until the action runs, {name}", first.Order().ElementAt(Times / 2), "the engine's `--help`", engine.Order().ElementAt(Times / 2), 2);
    }

    private static async Task Holding(RootFolder root)
    {
        using var holder = root.Start(Path.Combine(_folder, "testworker"), "work", "plain", "benchmark");
        using var without = root.Start(Path.Combine(_folder, "testworker"), "unguarded");
        _ = await holder.WaitForLine("running");
        _ = await without.WaitForLine("running");
        var (before, beforeWithout) = (Ticks(holder), Ticks(without));
        await Task.Delay(TimeSpan.FromSeconds(5));
        Console.WriteLine($"| holding for 5 s, CPU time | {10 * (Ticks(holder) - before)} ms | the same without a lifeline | {10 * (Ticks(without) - beforeWithout)} ms | 0 | {Rows.Met(Ticks(holder) == before)} |");
        var (memory, memoryWithout) = (Memory(holder), Memory(without));
        Console.WriteLine($"| holding, resident memory | {memory:0.0} MB | the same without a lifeline | {memory - memoryWithout:+0.0} MB | +5 MB | {Rows.Met(memory - memoryWithout < 5)} |");

        static long Ticks(Child child)
        {
            var fields = File.ReadAllText($"/proc/{child.Id}/stat").Split(") ")[^1].Split(' ');
            return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
        }

        static double Memory(Child child) =>
            double.Parse(File.ReadLines($"/proc/{child.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static void Looks()
    {
        var crowd = new Crowd();
        try
        {
            foreach (var size in (int[])[100, 1_000, 5_000, 10_000])
            {
                crowd.GrowTo(size);
                var times = Math.Max(5, 2_000 / size);
                var table = ProcessTable.Create();
                var look = Time(times, () => table.Scan(table.ReadSelf(), [new ProgramName("worker"u8)], LifelineScope.Machine));
                var ps = Measuring.Run(times, Command("ps", "ax", "-o", "pid,command"))[0].Wall;
                Rows.Write($"look at {size} other processes", look, "`ps ax -o pid,command`", ps, 1 / 3.0);
            }
        }
        finally
        {
            crowd.Disperse();
        }
    }
}
