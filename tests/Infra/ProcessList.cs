namespace Lifelines.Tests.Infra;

/// <summary>What a test looks for among the processes, by means of its own.</summary>
internal static class ProcessList
{
    /// <summary>The pids of the processes whose arguments meet a condition.</summary>
    public static IReadOnlyList<int> Find(Predicate<string[]> condition) =>
        [.. Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!)).Where(pid => condition(CommandOf(pid)))];

    private static string[] CommandOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
