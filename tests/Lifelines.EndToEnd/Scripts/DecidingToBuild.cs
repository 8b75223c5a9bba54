namespace Lifelines.EndToEnd.Scripts;

/// <summary>No SDK is new enough to build another program, so that an attempt to build ends at once and says so.</summary>
public sealed class DecidingToBuild : IDisposable
{
    private static readonly DateTime _longAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly PretendedBuild _build = new();

    public static TheoryData<string> Changes { get; } = [.. _changes.Keys];

    private static Dictionary<string, Action<PretendedBuild>> _changes => new()
    {
        ["a source file is edited"] = build => build.Edit("src/Lifelines/Elections/Election.cs"),
        ["a source file is edited and its time is old"] = build => EditAt(build, "build/Worker.cs", _longAgo),
        ["a source file is edited and its time is in the future"] = build => EditAt(build, "build/Worker.cs", DateTime.UtcNow.AddYears(1)),
        ["a source file is edited and is as long as before"] = build => build.Write("build/Worker.cs", File.ReadAllText(build.PathOf("build/Worker.cs")).Replace("sealed", "static", StringComparison.Ordinal)),
        ["a source file is added"] = build => build.Write("src/Lifelines.Nuke/Added.cs", ""),
        ["a source file is added in a folder of its own"] = build => build.Write("src/Lifelines.Nuke/Added/Deep/Added.cs", ""),
        ["a source file is deleted"] = build => File.Delete(build.PathOf("src/Lifelines/Elections/Election.cs")),
        ["what the adapters share is edited"] = build => build.Edit("src/Shared/LifelineName.cs"),
        ["what the packages have in common is edited"] = build => build.Edit("src/Directory.Build.props"),
        ["what is done to all packages is edited"] = build => build.Edit("src/Directory.Build.targets"),
        ["a project is edited"] = build => build.Edit("build/_build.csproj"),
        ["what a project imports is edited"] = build => build.Edit("build/engine.targets"),
        ["a package version is changed"] = build => EditAt(build, "Directory.Packages.props", _longAgo),
        ["global.json is changed"] = build => EditAt(build, "global.json", _longAgo),
        ["a file for all projects is added"] = build => build.Write("Directory.Build.rsp", ""),
        ["a file for all projects is deleted"] = build => File.Delete(build.PathOf("Directory.Build.targets")),
        ["the program is gone"] = build => File.Delete(build.PathOf($"{PretendedBuild.Built}/_build")),
    };

    public void Dispose() => _build.Dispose();

    [Fact]
    public async Task NothingIsBuiltWhenNothingHasChanged() => Assert.Equal((0, "ran with a --b c d"), await _build.Copy.Run("a", "--b", "c d"));

    [Fact]
    public async Task TestsDocumentsAndOutputsDoNotCount()
    {
        _build.Edit("README.md");
        _build.Edit("tests/Infra/Shell.cs");
        _build.Write("artifacts/x.cs", "");
        _build.Write("build/bin/x.cs", "");
        _build.Write("build/obj/x.cs", "");
        _build.Write("build/notes.txt", "");
        Assert.Equal((0, "ran with a"), await _build.Copy.Run("a"));
    }

    /// <summary>As in an image that was built elsewhere: all change times are new, and there is no SDK.</summary>
    [Theory]
    [InlineData("cp -a \"$0\" \"$1\"")]
    [InlineData("cp -r \"$0\" \"$1\"")]
    [InlineData("mkdir \"$1\" && tar -C \"$0\" -c . | tar -C \"$1\" -x -m")]
    public async Task ACopyIsNotBuiltAgain(string command)
    {
        var copy = _build.Copy.Root + ".copy";
        Shell.Run("bash", "-c", command, _build.Copy.Root, copy);
        var script = Path.Combine(copy, "build.sh");
        for (var call = 0; call < 2; call++)
            Assert.Equal((0, "ran with a"), await Run(script, "a"));

        await File.AppendAllTextAsync(Path.Combine(copy, "build/Worker.cs"), "\n", TestContext.Current.CancellationToken);
        Assert.StartsWith("build.sh: no .NET SDK", (await Run(script, "a")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("find . -exec touch {} +")]
    [InlineData("find . -exec touch -d '+1 year' {} +")]
    [InlineData("find . -exec touch -d '2001-01-01' {} +")]
    [InlineData("chmod -R g+w .")]
    public async Task NewTimesAloneAreNoChange(string command)
    {
        Shell.Run("bash", "-c", $"cd \"$0\" && {command}", _build.Copy.Root);
        for (var call = 0; call < 3; call++)
            Assert.Equal((0, "ran with a"), await _build.Copy.Run("a"));
    }

    [Fact]
    public async Task WhatIsAsItWasBeforeIsCurrentAgain()
    {
        var source = await File.ReadAllBytesAsync(_build.PathOf("build/Worker.cs"), TestContext.Current.CancellationToken);
        _build.Edit("build/Worker.cs");
        Assert.Equal(1, (await _build.Copy.Run("a")).ExitCode);
        await File.WriteAllBytesAsync(_build.PathOf("build/Worker.cs"), source, TestContext.Current.CancellationToken);
        Assert.Equal((0, "ran with a"), await _build.Copy.Run("a"));
    }

    [Fact]
    public async Task WhereTheDotNetOfTheBuildIsGoneAnotherOneServes()
    {
        var record = await File.ReadAllTextAsync(_build.PathOf("build/bin/current"), TestContext.Current.CancellationToken);
        _build.Write("build/bin/current", record.Replace($"dotnet {Repository.DotNet}\n", "dotnet /nonexistent\n", StringComparison.Ordinal));
        Assert.Equal((0, "ran with a"), await _build.Copy.Run("a"));
    }

    [Theory]
    [Needs("users")]
    [InlineData("build/bin/current", "600")]
    [InlineData(PretendedBuild.Built, "700")]
    public async Task WhatAnotherUserKeepsToItselfIsNamed(string file, string mode)
    {
        Shell.Run("chmod", "755", Path.GetDirectoryName(_build.Copy.Root)!);
        Shell.Run("chmod", mode, _build.PathOf(file));
        Assert.Equal((0, "ran with a"), await _build.Copy.Run("a"));
        var (exitCode, output) = await Run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", _build.Copy.Script, "a");
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"build.sh: nobody may not read and write {_build.Copy.Root}/build/bin, which another user has made. ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", output, StringComparison.Ordinal);
    }

    [Fact]
    [Needs("users")]
    public async Task AnotherUserRunsWhatIsBuilt()
    {
        Shell.Run("chmod", "755", Path.GetDirectoryName(_build.Copy.Root)!);
        Shell.Run("touch", _build.PathOf("build/Worker.cs"));
        Assert.Equal((0, "ran with a"), await Run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", _build.Copy.Script, "a"));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task ItIsBuiltWhen(string change)
    {
        _changes[change](_build);
        var (exitCode, output) = await _build.Copy.Run("a");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("build.sh: no .NET SDK 99.0.100 or later is found", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appname-terminate")]
    [InlineData("AppName:Terminate", "--grace-period", "3")]
    [InlineData("a-terminate", "b-terminate")]
    [InlineData("a-terminate+b-terminate")]
    public async Task ATerminationIsDoneByWhatWasBuiltLast(params string[] arguments)
    {
        _build.Edit("build/Worker.cs");
        var (exitCode, output) = await _build.Copy.Run(arguments);
        Assert.Equal($"build.sh: the build program cannot be built now, so what was built last does this.\nran with {string.Join(' ', arguments)}", output);
        Assert.Equal(0, exitCode);
    }

    [Theory]
    [InlineData]
    [InlineData("--help")]
    [InlineData("appname-terminate", "compile")]
    [InlineData("compile+appname-terminate")]
    [InlineData("--target", "appname-terminate")]
    public async Task NothingElseIs(params string[] arguments)
    {
        _build.Edit("build/Worker.cs");
        Assert.Equal(1, (await _build.Copy.Run(arguments)).ExitCode);
    }

    [Fact]
    public async Task WithoutAnythingThatWasBuiltATerminationFailsAsWell()
    {
        _build.Edit("build/Worker.cs");
        File.Delete(_build.PathOf($"{PretendedBuild.Built}/_build"));
        var (exitCode, output) = await _build.Copy.Run("appname-terminate");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("build.sh: no .NET SDK 99.0.100 or later is found", output, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> Run(string file, params string[] arguments)
    {
        var call = _build.Copy.StartBy(file, [], arguments);
        return (await call.WaitForExit(), call.Output);
    }

    private static void EditAt(PretendedBuild build, string file, DateTime time)
    {
        build.Edit(file);
        File.SetLastWriteTimeUtc(build.PathOf(file), time);
    }
}
