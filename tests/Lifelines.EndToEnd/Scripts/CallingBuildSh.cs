using System.Text.RegularExpressions;
using Lifelines.EndToEnd.Nuke;

namespace Lifelines.EndToEnd.Scripts;

[Collection<BuiltRepositoryCollection>]
public sealed partial class CallingBuildSh(BuiltRepository repository)
{
    private readonly RepositoryCopy _copy = repository.Copy;

    [Fact]
    public void OfTwoFirstTicksAtOnceInABareEnvironmentOneBuildsAndOneWorks()
    {
        Assert.All(repository.FirstCalls, call => Assert.True(call.ExitCode == 0, call.Output));
        Assert.Single(repository.FirstCalls, call => call.Output.Contains("build.sh: built with ", StringComparison.Ordinal));
        Assert.Single(repository.FirstCalls, call => call.Output.Contains("Worker stopped", StringComparison.Ordinal));
        Assert.Single(Directory.GetDirectories(Path.Combine(_copy.Root, "build", "bin"), "2*"));
    }

    [Fact]
    public async Task HelpListsTheTargets()
    {
        var (exitCode, output) = await _copy.Run("--help");
        Assert.Equal(0, exitCode);
        Assert.Matches($"{_copy.Lifeline}:lifeline +-> {_copy.Lifeline}:run\n    A lifeline for executing only one process of {_copy.Lifeline}:run at a time\n", output);
        Assert.Matches($"{_copy.Lifeline}:run *\n    Runs {_copy.Lifeline}:run\n", output);
        Assert.Matches($"{_copy.Lifeline}:terminate *\n    Terminates any running {_copy.Lifeline}:lifeline\n", output);
    }

    [Fact]
    public async Task ThreeTicksMakeOneWorkerWhichIsBackAfterAKillAndEndsWhenTerminated()
    {
        var worker = await _copy.StartWorker();
        for (var tick = 0; tick < 3; tick++)
            Assert.Equal((0, ""), await _copy.Run($"{_copy.Lifeline}:lifeline"));

        worker.Signal("KILL");
        Assert.Equal(137, await worker.WaitForExit());
        worker = await _copy.StartWorker();
        Assert.Equal((0, ""), await _copy.Run($"{_copy.Lifeline}-lifeline"));

        var (exitCode, output) = await _copy.Terminate();
        Assert.Equal(0, exitCode);
        Assert.Matches($@"pid {worker.Id} .* stopped after", output);
        Assert.Equal(0, await worker.WaitForExit());
        Assert.Contains("Worker stopped", worker.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("> /dev/full")]
    [InlineData("> /dev/full 2>&1")]
    [InlineData("2> /dev/full")]
    [InlineData(">&-")]
    [InlineData("2>&-")]
    [InlineData("<&- >&- 2>&-")]
    [InlineData("| head -n 1")]
    [InlineData("2>&1 | true")]
    public async Task WhereNothingCanBeWrittenTheWorkerWorksAndExitCodesAreRight(string redirection)
    {
        var worker = Start($"{_copy.Lifeline}-lifeline --interval 0.1");
        await Eventually.IsTrue(() => worker.HasExited || File.Exists(_copy.HeartbeatFile), () => worker.Output);
        var tick = Start($"{_copy.Lifeline}-lifeline");
        Assert.Equal((0, ""), (await tick.WaitForExit(), tick.Output));

        Assert.Equal(0, await Start($"{_copy.Lifeline}-terminate --grace-period 600").WaitForExit());
        Assert.Equal(0, await worker.WaitForExit());
        Assert.DoesNotContain("   at ", worker.Output, StringComparison.Ordinal);
        Assert.Equal(0, await Start($"{_copy.Lifeline}-terminate").WaitForExit());

        Child Start(string arguments) => _copy.StartBy("bash", ["-o", "pipefail", "-c", $"./build.sh {arguments} {redirection}"], []);
    }

    [Theory]
    [InlineData("sh", "build.sh")]
    [InlineData("bash", "--posix", "build.sh")]
    public async Task AnotherShellMakesWayForBash(params string[] command)
    {
        var call = _copy.StartBy(command[0], command[1..], [$"{_copy.Lifeline}-terminate"]);
        Assert.True(await call.WaitForExit() == 0, call.Output);
        Assert.Contains($"No {_copy.Lifeline}:lifeline is running", call.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Needs("root", "namespaces")]
    public async Task ItRunsInTheRootDirectory()
    {
        using var folder = new TemporaryFolder();
        var inRoot = _copy.StartBy(
            "unshare",
            ["--mount", "bash", "-e", "-c", """
                mount -t tmpfs none "$2"
                cp -a "$1/." "$2"
                for entry in /*; do
                    if [ -L "$entry" ]; then cp -d "$entry" "$2"; elif [ -d "$entry" ]; then mkdir -p "$2$entry" && mount --rbind "$entry" "$2$entry"; fi
                done
                exec chroot "$2" /build.sh "${@:3}"
                """, "bash", _copy.Root, folder.Path],
            [$"{_copy.Lifeline}-lifeline", "--interval", "0.1"]);
        Assert.Contains(" in /.nuke/temp/", TestBuild.PlainText(await inRoot.WaitForLine("Working as pid")), StringComparison.Ordinal);
        Assert.Equal((0, ""), await _copy.Run($"{_copy.Lifeline}-lifeline"));
        Assert.Equal(0, (await _copy.Terminate()).ExitCode);
        Assert.Equal(0, await inRoot.WaitForExit());
        Assert.DoesNotContain("build.sh:", inRoot.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task ItBuildsAndRunsInAFolderOfAnyName()
    {
        // No semicolon: NUKE does not start below one, as .NET separates the paths of its .deps.json files by it.
        const string Name = "-a,b%20c=d'e \"f g$h";
        using var copy = new RepositoryCopy(Name);

        // What is built is a copy at a plain path, and there the launcher is made anew, twice.
        var worker = await copy.StartWorker(3 * Child.Patience);
        Assert.Equal((0, ""), await copy.Run($"{copy.Lifeline}-lifeline"));

        var call = copy.StartBy("bash", ["-c", "cd .. && exec bash -- \"$0/build.sh\" \"$@\"", Name], [$"{copy.Lifeline}-terminate", "--grace-period", "600"]);
        Assert.True(await call.WaitForExit() == 0, call.Output);
        Assert.Equal(0, await worker.WaitForExit());
        Assert.Contains("Worker stopped", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherTargetsRunBesideTheWorker()
    {
        var worker = await _copy.StartWorker();
        var (exitCode, output) = await _copy.Run("clean");
        Assert.True(exitCode == 0, output);
        (exitCode, output) = await _copy.Run("nope");
        Assert.Equal(255, exitCode);
        Assert.Contains("Target with name 'nope' does not exist", output, StringComparison.Ordinal);
        Assert.False(worker.HasExited);
        Assert.Equal(0, (await _copy.Terminate()).ExitCode);
    }

    [Theory]
    [Needs("strace", "tracing")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ARedundantTickLoadsNoNukeAndTouchesNoFile(bool isByTheScript)
    {
        _ = await _copy.StartWorker();
        var trace = Path.Combine(_copy.Root, ".nuke", "temp", "strace");
        Shell.Run("strace", "-f", "-o", trace, "-e", "trace=file", "-e", "signal=none", isByTheScript ? _copy.Script : _copy.Program, $"{_copy.Lifeline}-lifeline");
        var calls = await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await _copy.Terminate()).ExitCode);

        // The launcher answers for the program, without .NET where it could be compiled.
        var isNative = isByTheScript && File.Exists(Path.Combine(_copy.Root, "build", "bin", "launcher"));
        Assert.Equal(!isByTheScript, calls.Any(call => call.Contains("/Lifelines.Nuke.dll", StringComparison.Ordinal)));
        Assert.Equal(!isNative, calls.Any(call => call.Contains("/libcoreclr.so", StringComparison.Ordinal)));
        Assert.DoesNotContain(calls, call => NukeAssembly().IsMatch(call));
        Assert.Equal("", string.Join('\n', calls.Where(call => Change().IsMatch(call) && !ByTheRuntime().IsMatch(call))));
    }

    [Fact]
    [Needs("linker")]
    public void WhereThereIsALinkerTheLauncherIsNative() => Assert.True(File.Exists(Path.Combine(_copy.Root, "build", "bin", "launcher")));

    [Fact]
    public async Task ItRunsFromAnyDirectoryThroughASymbolicLinkAndWithoutAHome()
    {
        using var folder = new TemporaryFolder();
        var link = Path.Combine(folder.Path, "a link");
        _ = File.CreateSymbolicLink(link, Path.GetRelativePath(folder.Path, _copy.Script));
        foreach (var command in (string[][])[[link, "--help"], ["./a link", "--help"], ["HOME=/nonexistent", link, "--help"]])
        {
            var call = _copy.StartBare(command[0], folder.Path, command[1..]);
            Assert.True(await call.WaitForExit() == 0, call.Output);
            Assert.Contains($"{_copy.Lifeline}:lifeline", call.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("build.sh: built", call.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task AChangeIsBuiltBesideTheRunningWorkerAlsoIfItsTimeIsOld()
    {
        var worker = await _copy.StartWorker();
        var program = Assert.Single(Directory.GetDirectories(Path.Combine(_copy.Root, "build", "bin"), "2*"));
        var source = await File.ReadAllTextAsync(_copy.Worker, TestContext.Current.CancellationToken);

        await File.WriteAllTextAsync(_copy.Worker, source + "class {", TestContext.Current.CancellationToken);
        var (exitCode, output) = await _copy.Run($"{_copy.Lifeline}-lifeline");
        Assert.Equal(1, exitCode);
        Assert.Contains("build.sh: the build program cannot be built:", output, StringComparison.Ordinal);
        Assert.Contains("Worker.cs", output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_copy.Worker, source + "// changed\n", TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(_copy.Worker, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        (exitCode, output) = await _copy.Run($"{_copy.Lifeline}-lifeline");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("build.sh: built with ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await _copy.Run($"{_copy.Lifeline}-lifeline"));

        Assert.False(worker.HasExited);
        Assert.True(Directory.Exists(program));
        Assert.Equal(0, (await _copy.Terminate()).ExitCode);
        Assert.Equal(0, await worker.WaitForExit());
        Directory.Delete(program, recursive: true);
    }

    [Fact]
    public async Task AWorkerIsEndedAlsoIfTheSourcesDoNotCompile()
    {
        var worker = await _copy.StartWorker();
        var source = await File.ReadAllTextAsync(_copy.Worker, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_copy.Worker, source + "class {", TestContext.Current.CancellationToken);
        var (exitCode, output) = await _copy.Terminate();
        await File.WriteAllTextAsync(_copy.Worker, source, TestContext.Current.CancellationToken);
        Assert.True(exitCode == 0, output);
        Assert.StartsWith("build.sh: the build program cannot be built now, so what was built last does this.\n", output, StringComparison.Ordinal);
        Assert.Contains($"pid {worker.Id} ", output, StringComparison.Ordinal);
        Assert.Equal(0, await worker.WaitForExit());
    }

    [Fact]
    public static async Task AMissingSdkIsNamed()
    {
        using var copy = new RepositoryCopy();
        var global = Path.Combine(copy.Root, "global.json");
        await File.WriteAllTextAsync(global, """{ "sdk": { "version": "99.0.100" } }""", TestContext.Current.CancellationToken);
        var (exitCode, output) = await copy.Run("--help");
        Assert.Equal(1, exitCode);
        Assert.Equal("build.sh: no .NET SDK 99.0.100 or later is found (global.json asks for it). Install it from https://dot.net, or set DOTNET_ROOT to where it is.", output);
    }

    [GeneratedRegex(@"/Nuke\.[\w.]*\.dll"".*= \d")]
    private static partial Regex NukeAssembly();

    [GeneratedRegex("O_WRONLY|O_RDWR|O_CREAT|mkdir|unlink|rename|chmod|truncate|utime|link(at)?\\(")]
    private static partial Regex Change();

    [GeneratedRegex("readlink|= -1 E|\"/dev/null\"|\"/tmp/(dotnet-diagnostic|clr-debug-pipe)-|\"/proc/(self/task/|\\d+/comm\")")]
    private static partial Regex ByTheRuntime();
}
