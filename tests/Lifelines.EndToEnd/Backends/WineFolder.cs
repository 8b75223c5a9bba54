namespace Lifelines.EndToEnd.Backends;

/// <summary>The test worker for win-x64 with its own .NET, and a Windows of its own to run it in.</summary>
public sealed class WineFolder : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelines-wine-").FullName;

    private string Log => Path.Combine(_folder, "log");

    internal Backend Backend => new(
        ["wine", Path.Combine(_folder, "program", "testworker.exe")],
        ("WINEPREFIX", Path.Combine(_folder, "prefix")), ("WINEDEBUG", "-all"), ("DISPLAY", ""));

    public async ValueTask InitializeAsync()
    {
        Shell.Run("dotnet", "publish", Path.Combine(Repository.Root, "tests", "Lifelines.TestWorker"), "--configuration", "Release", "--runtime", "win-x64", "--self-contained", "--output", Path.Combine(_folder, "program"), $"-p:ArtifactsPath={_folder}/build");

        // Without these, the prefix comes without asking for programs of others that .NET does not need.
        using var boot = StartBeforeOthers("wineboot", ("WINEDLLOVERRIDES", "mscoree,mshtml="));
        Assert.True(await boot.WaitForExit() == 0, await File.ReadAllTextAsync(Log));
        _ = StartBeforeOthers(Backend.Command[0], ("WINEDLLOVERRIDES", ""), [.. Backend.Command[1..], "unguarded"]);
        await Eventually.IsTrue(() => File.ReadAllText(Log).Contains("running", StringComparison.Ordinal), () => File.ReadAllText(Log));
    }

    public async ValueTask DisposeAsync()
    {
        // Ends what runs in this prefix only, and waits for it.
        using var end = Start("wineserver", ("WINEDLLOVERRIDES", ""), "-k");
        _ = await end.WaitForExit();
        using var wait = Start("wineserver", ("WINEDLLOVERRIDES", ""), "-w");
        _ = await wait.WaitForExit();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>
    /// Starts a program that writes to a file. Wine's services are started by the program that comes first, keep its
    /// output open, and end with the last one: whoever reads the output of a test's program to its end would wait for them.
    /// </summary>
    private Child StartBeforeOthers(string program, (string Name, string Value) variable, params string[] arguments) =>
        Start("sh", variable, ["-c", $"exec \"$@\" < /dev/null > '{Log}' 2>&1", "sh", program, .. arguments]);

    private Child Start(string program, (string Name, string Value) variable, params string[] arguments) =>
        new Backend([program], [.. Backend.Environment.Select(other => (other.Key, other.Value)), variable]).Start(arguments);
}
