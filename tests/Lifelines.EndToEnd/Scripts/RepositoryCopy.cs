using System.Diagnostics;
using Lifelines.EndToEnd.Nuke;

namespace Lifelines.EndToEnd.Scripts;

/// <summary>
/// What this repository holds, in a folder of its own, as if it had just been cloned. Only the name of its lifeline is
/// another one: it is not the one of other tests, or of somebody who works with this repository.
/// </summary>
public sealed class RepositoryCopy : IDisposable
{
    private readonly List<Child> _children = [];

    private readonly TemporaryFolder _folder = new();

    public RepositoryCopy()
        : this("repository")
    {
    }

    /// <param name="name">The name of its folder.</param>
    internal RepositoryCopy(string name)
    {
        Root = Path.Combine(_folder.Path, name);
        var files = Shell.Run("git", "-C", Repository.Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        foreach (var file in files.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Repository.Root, file))))
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, file))!);
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(Root, file));
        }

        // A launcher that was made from the same source is taken as it is: it takes long to make.
        var launchers = Path.Combine("build", "bin", "launchers");
        if (Directory.Exists(Path.Combine(Repository.Root, launchers)))
        {
            _ = Directory.CreateDirectory(Path.Combine(Root, "build", "bin"));
            Shell.Run("cp", "-r", Path.Combine(Repository.Root, launchers), Path.Combine(Root, launchers));
        }

        var build = Path.Combine(Root, "build", "Build.cs");
        File.WriteAllText(build, Renamed(File.ReadAllText(build)));
    }

    /// <summary>The name of its lifeline.</summary>
    public string Lifeline { get; } = $"app{Guid.NewGuid():N}";

    public string Root { get; }

    public string Script => Path.Combine(Root, "build.sh");

    /// <summary>The program that was built last.</summary>
    public string Program => Path.Combine(Root, "build", "bin", File.ReadLines(Path.Combine(Root, "build", "bin", "current")).Single(line => line.StartsWith("program ", StringComparison.Ordinal))["program ".Length..]);

    public string Worker => Path.Combine(Root, "build", "Worker.cs");

    internal Child Start(params string[] arguments) => Start(Script, Root, [], arguments);

    /// <summary>Starts the scripts of another shell.</summary>
    internal Child StartBy(string shell, string[] before, string[] arguments) => Start(shell, Root, before, arguments);

    /// <summary>The file that its worker writes at each heartbeat.</summary>
    public string HeartbeatFile => Path.Combine(Root, ".nuke", "temp", $"{Lifeline}.heartbeat");

    /// <summary>Starts a command with no more environment than cron gives it, by a parent that ignores how its children end.</summary>
    internal Child StartBare(string file, string workingDirectory, params string[] arguments) =>
        Start("/usr/bin/env", workingDirectory, ["-i", "--ignore-signal=CHLD", "PATH=/usr/bin:/bin", "TESTINGPLATFORM_TELEMETRY_OPTOUT=1", .. Forced(), file], arguments);

    internal async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        var child = Start(arguments);
        return (await child.WaitForExit(), TestBuild.PlainText(child.Output));
    }

    /// <summary>A text of this repository as it is for the copy.</summary>
    internal string Renamed(string text) => text.Replace("appname", Lifeline, StringComparison.Ordinal);

    internal async Task<(int ExitCode, string Output)> Terminate() => await Run($"{Lifeline}-terminate", "--grace-period", "600");

    /// <param name="patience">How long to wait for it.</param>
    internal async Task<Child> StartWorker(TimeSpan? patience = null)
    {
        var child = Start($"{Lifeline}-lifeline", "--interval", "0.1");
        _ = await child.WaitForLine("Heartbeat", patience);
        return child;
    }

    public void Dispose()
    {
        foreach (var child in _children)
            child.Dispose();

        _folder.Dispose();
    }

    // The copy is built against the engine that the tests are run with. Where build.sh would find no .NET by itself, a crontab has to name it.
    private static IEnumerable<string> Forced() =>
        ((string[])[.. IsDotNetWhereItUsuallyIs ? Array.Empty<string>() : ["DOTNET_ROOT"], "LifelinesLauncherFolder", "NUGET_PACKAGES", "RestoreAdditionalProjectSources", "NukeStandIn"])
            .Where(name => Environment.GetEnvironmentVariable(name) is not null)
            .Select(name => $"{name}={Environment.GetEnvironmentVariable(name)}");

    private static bool IsDotNetWhereItUsuallyIs =>
        File.Exists("/usr/bin/dotnet") || Repository.DotNet.StartsWith("/usr/", StringComparison.Ordinal) || Repository.DotNet == Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet");

    private Child Start(string file, string workingDirectory, string[] before, string[] arguments)
    {
        var child = Child.Start(new ProcessStartInfo(file, [.. before, .. arguments]) { WorkingDirectory = workingDirectory });
        _children.Add(child);
        return child;
    }
}
