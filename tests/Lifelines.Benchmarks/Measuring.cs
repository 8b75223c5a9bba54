using System.Diagnostics;
using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Lifelines.Benchmarks;

/// <summary>Runs commands in turn, so that what the machine does besides meets them all alike.</summary>
internal static partial class Measuring
{
    private const int Children = -1;

    /// <summary>The median costs of commands, each run as often as said.</summary>
    public static Cost[] Run(int times, params ProcessStartInfo[] commands)
    {
        var costs = commands.Select(_ => new List<Cost>()).ToArray();
        for (var time = 0; time < times; time++)
        {
            for (var i = 0; i < commands.Length; i++)
                costs[i].Add(Run(commands[i]));
        }

        return [.. costs.Select(Median)];
    }

    public static ProcessStartInfo Command(string file, params string[] arguments) =>
        new(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>The median time of an action in milliseconds.</summary>
    public static double Time(int times, Action action) =>
        Median(Enumerable.Range(0, times).Select(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            action();
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }));

    private static Cost Run(ProcessStartInfo command)
    {
        var cpu = CpuOfChildren();
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(command)!;
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return process.ExitCode == 0
            ? new Cost(wall, CpuOfChildren() - cpu)
            : throw new InvalidOperationException($"{command.FileName} {string.Join(' ', command.ArgumentList)} ended with {process.ExitCode}.");
    }

    private static Cost Median(List<Cost> costs) => new(Median(costs.Select(cost => cost.Wall)), Median(costs.Select(cost => cost.Cpu)));

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static double CpuOfChildren()
    {
        var usage = new long[18];
        return GetUsage(Children, usage) == 0
            ? ((usage[0] + usage[2]) * 1e3) + ((usage[1] + usage[3]) / 1e3)
            : throw new InvalidOperationException("getrusage failed.");
    }

    // struct rusage of getrusage(2) on 64-bit Linux: user time and system time, each in seconds and microseconds, then 14 counters.
    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetUsage(int who, [Out] long[] usage);
}
