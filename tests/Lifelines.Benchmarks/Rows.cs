using System.Globalization;

namespace Lifelines.Benchmarks;

/// <summary>The rows of the table.</summary>
internal static class Rows
{
    public static void Write(string what, double measured, string against, double reference, double goal) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {measured:0.0} ms | {against}, {reference:0.0} ms | {measured / reference:0.00} | {goal:0.##} | {Met(measured / reference <= goal)} |"));

    public static string Met(bool isMet) => isMet ? "yes" : "no";
}
