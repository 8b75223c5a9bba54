using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Lifelines.Launcher;

/// <summary>Finds .NET, where cron sets neither PATH nor DOTNET_ROOT.</summary>
internal static partial class DotNetHost
{
    private static readonly string[] _usualFolders =
    [
        "/usr/share/dotnet", "/usr/local/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet", "/opt/homebrew/opt/dotnet/libexec",
        "/usr/local/opt/dotnet/libexec", "/snap/dotnet-sdk/current",
    ];

    private static string FileName => OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>The folder of a .NET; the recorded one, if it is still there.</summary>
    public static string? FindRoot(BuildRecord record) => Candidates(record).FirstOrDefault(folder => File.Exists(Path.Combine(folder, FileName)));

    /// <summary>The program of an SDK that may build in the working directory.</summary>
    /// <exception cref="LauncherException">There is none.</exception>
    public static string FindSdk(BuildRecord record)
    {
        foreach (var folder in Candidates(record))
        {
            var program = Path.Combine(folder, FileName);
            if (File.Exists(program) && HasSdk(program, record))
                return program;
        }

        var wanted = File.Exists("global.json") ? Version().Match(File.ReadAllText("global.json")).Groups[1].Value : "";
        throw new LauncherException(wanted.Length > 0
            ? $"no .NET SDK {wanted} or later is found (global.json asks for it). Install it from https://dot.net, or set DOTNET_ROOT to where it is."
            : "no .NET SDK is found. Install it from https://dot.net, or set DOTNET_ROOT to where it is.");
    }

    /// <summary>Whether a shell would find it.</summary>
    public static bool IsInPath => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, FileName)));

    private static IEnumerable<string> Candidates(BuildRecord record)
    {
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            yield return root;

        if (record.DotNet is { } recorded)
            yield return recorded;

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            // /usr/bin/dotnet is a link into the installation.
            var program = new FileInfo(Path.Combine(folder, FileName));
            if (program.Exists)
                yield return Path.GetDirectoryName(program.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? program.FullName)!;
        }

        if (Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home)
            yield return Path.Combine(home, ".dotnet");

        foreach (var folder in _usualFolders)
            yield return folder;
    }

    private static bool HasSdk(string program, BuildRecord record)
    {
        var start = new ProcessStartInfo(program, ["--version"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HOME"] = HomeFolder.FindWritable(record);
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            process.BeginErrorReadLine();
            _ = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [GeneratedRegex("\"version\"\\s*:\\s*\"([^\"]*)\"")]
    private static partial Regex Version();
}
