namespace Lifelines.EndToEnd.Packages;

/// <summary>
/// <c>dotnet app.cs</c> and <c>dotnet run</c> stay beside the program that they start, wait for it, and pass SIGTERM on to it.
/// However a stop comes, it is one.
/// </summary>
[Collection<SdkProgramsCollection>]
public sealed class StoppingWhatTheSdkRuns : IDisposable
{
    private const string CleanedUp = "cleaned up\nran";

    private readonly string _name = $"name-{Guid.NewGuid():N}";
    private readonly SdkPrograms _programs;
    private readonly Dictionary<string, string[]> _shapes;

    public StoppingWhatTheSdkRuns(SdkPrograms programs)
    {
        _programs = programs;
        _shapes = new()
        {
            ["./app.cs"] = ["./app.cs", _name],
            ["dotnet app.cs"] = ["dotnet", "app.cs", _name],
            ["timeout ./app.cs"] = ["timeout", "600", "./app.cs", _name],
            ["dotnet run"] = ["dotnet", "run", "--no-build", "--project", programs.Project, "--", _name],
            // --quiet: else it writes its lines in two pieces, and may end between them, or the worker may write there.
            ["dotnet watch"] = ["dotnet", "watch", "--quiet", "--non-interactive", "--project", programs.Project, "run", "--", _name],
        };
    }

    public void Dispose()
    {
        _programs.One.End();
        foreach (var orphan in FindAll())
            Shell.Kill(orphan);
    }

    [Theory]
    [InlineData("./app.cs", "TERM", 0)]
    [InlineData("./app.cs", "INT", 0)]
    [InlineData("dotnet run", "TERM", 0)]
    [InlineData("dotnet run", "INT", 0)]

    // A terminal that closes: the SDK ends at once, the worker in its own time.
    [InlineData("./app.cs", "HUP", 129)]
    [InlineData("dotnet run", "HUP", 129)]

    // It ends at once, too.
    [InlineData("dotnet watch", "TERM", 143)]
    [InlineData("dotnet watch", "INT", 130)]
    public async Task ASignalToTheGroup(string shape, string signal, int exitCode)
    {
        var child = await _programs.One.StartHolder(["setsid", .. _shapes[shape]]);
        _ = Shell.Run("bash", "-c", $"kill -{signal} -- -{child.Id}");
        _ = await child.WaitForLine("ran");
        Assert.Equal(exitCode, await child.WaitForExit());
        Assert.EndsWith(CleanedUp, child.OwnOutput, StringComparison.Ordinal);
        _ = Assert.Single(child.OwnOutput.Split('\n'), line => line == "cleaned up");
        Assert.Empty(FindAll());
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("KILL")]
    public async Task AWorkerWhoseDotNetWatchAloneIsEndedIsFoundByTheNext(string signal)
    {
        var child = await _programs.One.StartHolder(_shapes["dotnet watch"]);
        Shell.Signal(signal, FindAll("--non-interactive"));
        var next = _programs.One.Start(["env", "LIFELINES_VERBOSE=1", .. _shapes["dotnet watch"]]);
        var holder = int.Parse((await next.WaitForLine("daemon is already running: pid ")).Split(' ')[5], System.Globalization.CultureInfo.InvariantCulture);
        _ = await next.WaitForLine("yielded");
        Shell.Signal("TERM", holder);
        _ = await child.WaitForExit();
        Assert.EndsWith(CleanedUp, child.OwnOutput, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./app.cs")]
    [InlineData("dotnet app.cs")]
    [InlineData("timeout ./app.cs")]
    [InlineData("dotnet run")]
    public async Task ATerminationOfTheParentAlone(string shape)
    {
        var child = await _programs.One.StartHolder(_shapes[shape]);
        child.Signal("TERM");
        Assert.Equal(0, await child.WaitForExit());
        Assert.EndsWith(CleanedUp, child.OwnOutput, StringComparison.Ordinal);
    }

    [Theory]
    [Needs("script")]
    [InlineData("./app.cs")]
    [InlineData("dotnet run")]
    public async Task ControlCInATerminal(string shape)
    {
        var keyboard = Path.Combine(_programs.One.Folder, _name);
        _ = Shell.Run("mkfifo", keyboard);

        // exec: a dash that stays between ends by the Ctrl+C that it passed on.
        var child = await _programs.One.StartHolder("sh", "-c", "exec script --quiet --return --command \"exec $2\" /dev/null <> \"$1\"", "sh", keyboard, string.Join(' ', _shapes[shape]));
        _ = Shell.Run("sh", "-c", "printf '\\003' > \"$1\"", "sh", keyboard);
        Assert.Equal(0, await child.WaitForExit());
        Assert.Contains("cleaned up", child.Output, StringComparison.Ordinal);
        Assert.Contains("ran", child.Output.Split('\n').Select(line => line.Trim()));
    }

    private IReadOnlyList<int> FindAll(params string[] words) => ProcessList.Find(command => words.Append(_name).All(command.Contains));
}
