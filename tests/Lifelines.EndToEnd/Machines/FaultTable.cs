using System.Globalization;

namespace Lifelines.EndToEnd.Machines;

/// <summary>The faults as a table, as docs/several-machines.md has it.</summary>
internal static class FaultTable
{
    public static async Task<int> Print()
    {
        Console.WriteLine("| fault | holder told after | other works after | both worked for |\n| --- | --- | --- | --- |");
        foreach (var (name, task) in Faults.StartAll())
        {
            var fault = await task;
            Console.WriteLine($"| {name} | {Format(fault.Told)} | {Format(fault.Acquired)} | {(fault.Overlap == TimeSpan.Zero ? "0" : Format(fault.Overlap))} |");
        }

        return 0;
    }

    private static string Format(TimeSpan? time) => time is { } some ? string.Create(CultureInfo.InvariantCulture, $"{some.TotalSeconds:0.0} s") : "–";
}
