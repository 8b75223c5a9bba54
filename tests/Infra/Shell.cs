using System.Diagnostics;

namespace Lifelines.Tests.Infra;

internal static class Shell
{
    /// <summary>Runs a command to its end and returns its standard output; fails if it does.</summary>
    public static string Run(string file, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{file} {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}");
    }

    /// <summary>Sends a signal by the shell's own <c>kill</c>: the program is in a package that not every machine has.</summary>
    public static void Signal(string signal, params IEnumerable<int> pids) => Run("sh", "-c", $"kill -{signal} {string.Join(' ', pids)}");

    /// <summary>Kills a process, if it is still there.</summary>
    public static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }

    /// <summary>Whether a process is there, and has not ended.</summary>
    public static bool IsAlive(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].StartsWith('Z');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
