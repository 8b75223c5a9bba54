using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Lifelines.EndToEnd.Cake;

/// <summary>A folder with the sample script, the real tool, and the addin from a feed that it was packed into.</summary>
public sealed partial class CakeFolder : IDisposable
{
    private const string MoreTasks =
        """
        DefineLifelineTasks("once", () => Information("once has worked"));

        DefineLifelineTasks("watched", () => System.Threading.Thread.Sleep(-1), status: true, restart: true);

        DefineLifelineTasks("limited", (context, token) => System.Threading.Tasks.Task.Delay(-1, token), new LifelineOptions { MaximumRunTime = TimeSpan.FromSeconds(1) });

        DefineLifelineTasks("failing", context => throw new Exception("the action failed"));

        Task("former").Does(() => Information(Lifeline("former") ? "this process holds" : "another process holds"));

        void Stay(string text)
        {
            Information(text);
            System.Threading.Thread.Sleep(-1);
        }

        Setup(context => Information("the script is set up"));

        Teardown(context => Information("the script is torn down"));


        """;

    private readonly List<Child> _children = [];
    private readonly string _prefix = $"x{Guid.NewGuid():N}"[..7];

    public CakeFolder()
    {
        File.Copy(Path.Combine(Repository.Root, "dotnet-tools.json"), Path.Combine(Root, "dotnet-tools.json"));
        Shell.Run("sh", "-c", "cd \"$0\" && dotnet tool restore", Root);

        // The README's job goes on working, so that there is something to meet.
        var fragments = string.Concat(Fragments).Replace("Information(\"working at night\")", "Stay(\"working at night\")", StringComparison.Ordinal);
        var script = Renamed(Sample.Replace("RunTarget", MoreTasks + fragments + "RunTarget", StringComparison.Ordinal))
            .Replace("nuget:?package=Cake.Lifelines&version=0.1.0", $"nuget:{Packages.Feed}?package=Cake.Lifelines&version={Packages.Version}", StringComparison.Ordinal)
            .Replace("});\ntasks.", "}, new LifelineOptions { GracePeriod = TimeSpan.FromMinutes(10) });\ntasks.", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(Root, "build.cake"), script);
        _ = Cake("--settings_enablescriptcache=true").WaitForExit().GetAwaiter().GetResult();
    }

    /// <summary>The script that the README shows.</summary>
    public static string Sample { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cake", "build.cake"));

    /// <summary>What the README shows of tasks that are guarded.</summary>
    public static IReadOnlyList<string> Fragments { get; } =
        [.. Fragment().Matches(File.ReadAllText(Path.Combine(Repository.Root, "README.md")).Split("## In a Cake script")[1].Split("\n##")[0]).Select(match => match.Groups[1].Value)];

    internal PackageFeed Packages { get; } = new("Cake.Lifelines");

    public string Root { get; } = Directory.CreateTempSubdirectory("lifelines-cake-").FullName;

    /// <summary>A text of the script, or an argument for it, as it is in this folder: its lifelines are no other test's.</summary>
    internal string Renamed(string text) => LifelineName().Replace(text, $"{_prefix}$0");

    internal Child Cake(params string[] arguments) => Start("dotnet", ["cake", .. arguments, "--settings_enablescriptcache=true"]);

    /// <summary>The launcher, from the package as Cake has put it there.</summary>
    internal Child Launcher(params string[] arguments)
    {
        var folder = Path.Combine(Directory.GetDirectories(Path.Combine(Root, "tools", "Addins")).Single(), "launcher");
        var native = Path.Combine(folder, $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}", "launcher");
        return File.Exists(native) ? Start(native, ["--cake", .. arguments]) : Start("dotnet", [Path.Combine(folder, "any", "launcher.dll"), "--cake", .. arguments]);
    }

    internal Child Start(string file, params string[] arguments)
    {
        var startInfo = new ProcessStartInfo(file, arguments.Select(Renamed)) { WorkingDirectory = Root };
        startInfo.Environment["DOTNET_NOLOGO"] = "1";
        startInfo.Environment["NO_COLOR"] = "1";
        var child = Child.Start(startInfo);
        _children.Add(child);
        return child;
    }

    internal async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        var child = Cake(arguments);
        return (await child.WaitForExit(), child.Output);
    }

    internal async Task<Child> StartWorker(params string[] arguments)
    {
        var worker = Cake(arguments);
        _ = await worker.WaitForLine("working");
        return worker;
    }

    /// <summary>Kills what is still running, so that no test meets it.</summary>
    internal void EndAll()
    {
        _children.ForEach(child => child.Dispose());
        _children.Clear();
    }

    public void Dispose()
    {
        EndAll();
        Packages.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    [GeneratedRegex(@"(?i)\b(appname|once|watched|failing|limited|nightly|hourly|former)\b")]
    private static partial Regex LifelineName();

    [GeneratedRegex(@"```csharp fragment\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fragment();
}
