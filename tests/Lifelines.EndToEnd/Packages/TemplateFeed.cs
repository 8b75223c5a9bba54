using System.Diagnostics;

namespace Lifelines.EndToEnd.Packages;

/// <summary>
/// All packages in a folder, the templates among them, installed for these tests alone. Where NUKE cannot be had, the stand-in is
/// packed under its name, into a package folder of its own.
/// </summary>
public sealed class TemplateFeed : IDisposable
{
    private static readonly bool _isNuke = File.Exists(Path.Combine(AppContext.BaseDirectory, "Nuke.Utilities.dll"));

    private readonly PackageFeed _feed = new(
        Repository.Root,
        [PackageFeed.Precompiled, .. _isNuke ? Array.Empty<string>() : ["-p:NukeStandIn=true", "-p:IsPackable=true"]],
        ["Lifelines", "Lifelines.Extensions.Hosting", "Lifelines.Nuke", "Cake.Lifelines", "Lifelines.Templates", .. _isNuke ? Array.Empty<string>() : ["../build/stand-in/Nuke.Build.csproj"]]);

    private readonly List<Child> _children = [];

    public TemplateFeed() => Run(_feed.Root, "dotnet", "new", "install", Path.Combine(_feed.Feed, $"Lifelines.Templates.{_feed.Version}.nupkg")).GetAwaiter().GetResult();

    public string Feed => _feed.Feed;

    public string Version => _feed.Version;

    /// <summary>An empty folder.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(_feed.Root, "users", name)).FullName;

    /// <summary>Runs a command to its end, which must be a good one.</summary>
    internal async Task<string> Run(string folder, string file, params string[] arguments)
    {
        var child = Start(folder, file, arguments);
        var exitCode = await child.WaitForExit();
        return exitCode == 0 ? Nuke.TestBuild.PlainText(child.Output) : throw new InvalidOperationException($"{child.Command} ended with {exitCode}: {child.Output}");
    }

    /// <param name="folder">The working directory.</param>
    /// <param name="file">A program of the search path, or one in the folder.</param>
    /// <param name="arguments">Its arguments.</param>
    internal Child Start(string folder, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file.Contains('/', StringComparison.Ordinal) ? Path.Combine(folder, file) : file, arguments) { WorkingDirectory = folder };
        var known = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        start.Environment["NUGET_PACKAGES"] = Path.Combine(_feed.Root, "packages");
        start.Environment["RestoreFallbackFolders"] = known;
        start.Environment["RestoreAdditionalProjectSources"] = $"{Environment.GetEnvironmentVariable("RestoreAdditionalProjectSources")};{Feed}";
        start.Environment["DOTNET_CLI_HOME"] = _feed.Root;
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["NO_COLOR"] = "1";

        // As at a user's, who has nothing of this repository.
        foreach (var variable in new[] { "LifelinesLauncherFolder", "NukeStandIn" })
            _ = start.Environment.Remove(variable);

        var child = Child.Start(start);
        _children.Add(child);
        return child;
    }

    public void Dispose()
    {
        foreach (var child in _children)
            child.Dispose();

        _feed.Dispose();
    }
}
