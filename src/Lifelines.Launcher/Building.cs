using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Lifelines.Launcher;

/// <summary>Builds the program anew, in turn with others.</summary>
/// <param name="record">What was built last.</param>
/// <param name="clock">The time.</param>
internal sealed partial class Building(BuildRecord record, TimeProvider clock)
{
    // Who edits all the time gets an error instead of a program that is none of his versions.
    private const int Attempts = 3;

    /// <summary>The record of a program that is current.</summary>
    /// <exception cref="LauncherException">It cannot be built.</exception>
    public BuildRecord Run()
    {
        if (record.Project is null)
            throw new LauncherException($"{record.Program ?? record.Folder} is not there any more. Publish it again.");

        Become.AwaitChildren();
        using var turn = BuildTurn.Take(record.Folder, clock);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // Another one may have built meanwhile.
            var latest = BuildRecord.Read(record.Folder);
            if (Currency.IsCurrent(latest))
                return latest;

            Build(latest);
        }

        var built = BuildRecord.Read(record.Folder);
        return Currency.IsCurrent(built) ? built : throw new LauncherException("the build program was changed while it was built. Start again.");
    }

    private void Build(BuildRecord latest)
    {
        var sdk = DotNetHost.FindSdk(latest);
        var name = BuildFolder.NewName(clock);
        var folder = Path.Combine(latest.Folder, name);
        using var stop = new StopSignal();
        using var plain = new PlainRoot(latest.Root);
        try
        {
            if (Report.IsSeen)
                Report.Say(latest.Program is null ? "building the build program for the first time: restoring its packages" : "building the build program, since it has changed");

            _ = Directory.CreateDirectory(plain.Of(folder));
            var output = RunBuild(sdk, latest, plain, plain.Of(folder), stop);
            plain.BringBack(latest.Folder.TrimEnd('/'), folder);
            Complete(latest, name, output);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LauncherException($"the build program cannot be built: {exception.Message}");
        }
        finally
        {
            Remove(folder + ".obj");
            if (!BuildRecord.Read(latest.Folder).Program?.StartsWith(folder + "/", StringComparison.Ordinal) ?? true)
                Remove(folder);
        }
    }

    /// <summary>The record that was drafted before the compiler read the first file counts as soon as all is on the disk.</summary>
    private static void Complete(BuildRecord latest, string name, string output)
    {
        var folder = Path.Combine(latest.Folder, name);
        var draft = Path.Combine(folder, Recording.DraftName);
        if (!File.Exists(draft))
            throw new LauncherException($"the build program cannot be built:\n{output}");

        var text = File.ReadAllText(draft);
        File.Delete(draft);
        File.Delete(Path.Combine(folder, Recording.ListName));
        if (latest.Program is { } older)
            BuildFolder.Share(Path.GetDirectoryName(older)!, folder);

        DurableFile.SyncAll(folder);
        DurableFile.Write(Path.Combine(latest.Folder, BuildRecord.FileName), text);
        BuildFolder.RemoveOthers(latest.Folder, name);
        Report.Say(BuildRecord.Read(latest.Folder).Note ?? "built.");
    }

    private static string RunBuild(string sdk, BuildRecord latest, PlainRoot plain, string folder, StopSignal stop)
    {
        var start = new ProcessStartInfo(sdk, [
            "msbuild", plain.Of(Path.Combine(latest.Root, latest.Project!)), "-restore", "-target:LifelinesBuild", "-nologo", "-nodeReuse:false", "-verbosity:minimal", "-consoleLoggerParameters:NoSummary",
            "-property:Configuration=Release", $"-property:LifelinesRoot={plain.Path.TrimEnd('/')}/", $"-property:LifelinesFolder={folder}/", $"-property:PublishDir={folder}/",
            "-property:UseArtifactsOutput=true", $"-property:ArtifactsPath={folder}.obj", "-property:MinVerSkip=true", "-property:RunAnalyzers=false",
            "-property:PublishDocumentationFiles=false", "-property:PublishReferencesDocumentationFiles=false"])
        {
            // Nothing of it has the terminal: .NET would set that up for a child.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables(latest, sdk))
            start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Collect(line.Data);
        process.ErrorDataReceived += (_, line) => Collect(line.Data);
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        stop.WaitFor(process);

        var text = output.ToString();
        if (process.ExitCode != 0)
            throw new LauncherException($"{(RestoreError().IsMatch(text) ? "the packages cannot be restored" : "the build program cannot be built")}:\n{Errors(text)}");

        return text;

        void Collect(string? line)
        {
            if (line is null)
                return;

            lock (output)
                _ = output.Append(line).Append('\n');

            if (Report.IsSeen && line.TrimStart().StartsWith(Progress, StringComparison.Ordinal))
                Report.Say(line.TrimStart()[Progress.Length..]);
        }
    }

    // What the targets print for who waits.
    private const string Progress = "lifelines: ";

    private static string Errors(string output) =>
        string.Join('\n', output.Split('\n').Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct()) is { Length: > 0 } errors ? errors : output;

    private static IEnumerable<(string Name, string Value)> Variables(BuildRecord latest, string sdk) =>
    [
        ("DOTNET_ROOT", Path.GetDirectoryName(sdk)!),
        ("DOTNET_NOLOGO", "1"),
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
        ("DOTNET_SKIP_FIRST_TIME_EXPERIENCE", "1"),
        ("HOME", HomeFolder.FindWritable(latest)),

        // Leave no server processes behind: cron would wait for them, and the turn would be theirs.
        ("MSBUILDDISABLENODEREUSE", "1"),
        ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"),
        ("UseSharedCompilation", "false"),
    ];

    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next build does it.
        }
    }

    [GeneratedRegex(@"error NU\d")]
    private static partial Regex RestoreError();
}
