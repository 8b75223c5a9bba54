namespace Lifelines.EndToEnd.Scripts;

/// <summary>
/// On a copy that pretends to be built: its program prints that it ran, and no SDK is new enough to build another one,
/// so that an attempt to build ends at once and says so.
/// </summary>
public sealed class DecidingToBuild : IDisposable
{
    private const string Inputs = "build src/Directory.Build.props src/Lifelines src/Lifelines.Nuke src/Shared global.json Directory.Build.props Directory.Build.targets Directory.Packages.props";

    private static readonly DateTime _longAgo = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly RepositoryCopy _copy = new();

    public DecidingToBuild()
    {
        Write("global.json", """{ "sdk": { "version": "99.0.100" } }""");
        WriteProgram("build/bin/fake/_build", "echo ran with \"$@\"");
        WriteProgram("build/bin/dotnet/dotnet", "exit 1");
        Write("build/bin/current", $"build/bin/fake/_build\n{_copy.Root}/build/bin/dotnet\n{Inputs}\n");
        Shell.Run("bash", "-c", $"cd '{_copy.Root}' && find {Inputs} -path build/bin -prune -o -type f -exec cksum {{}} + | LC_ALL=C sort | cksum >> build/bin/current");

        // The file system's clock ticks every few milliseconds: no build is that short.
        do
            Write("artifacts/clock", "");
        while (File.GetLastWriteTimeUtc(PathOf("artifacts/clock")) == File.GetLastWriteTimeUtc(PathOf("build/bin/current")));
    }

    public static TheoryData<string> Changes { get; } = [.. _changes.Keys];

    private static Dictionary<string, Action<DecidingToBuild>> _changes => new()
    {
        ["a source file is edited"] = test => test.Edit("src/Lifelines/Elections/Election.cs"),
        ["a source file is edited and its time is old"] = test => test.EditLongAgo("build/Worker.cs"),
        ["a source file is added"] = test => test.Write("src/Lifelines.Nuke/Added.cs", ""),
        ["a source file is deleted"] = test => File.Delete(test.PathOf("src/Lifelines/Elections/Election.cs")),
        ["what the adapters share is edited"] = test => test.Edit("src/Shared/LifelineName.cs"),
        ["what the packages have in common is edited"] = test => test.Edit("src/Directory.Build.props"),
        ["a project is edited"] = test => test.Edit("build/_build.csproj"),
        ["a package version is changed"] = test => test.EditLongAgo("Directory.Packages.props"),
        ["global.json is changed"] = test => test.EditLongAgo("global.json"),
        ["a file for all projects is added"] = test => test.Write("Directory.Build.rsp", ""),
        ["a file for all projects is deleted"] = test => File.Delete(test.PathOf("Directory.Build.targets")),
        ["the program is gone"] = test => File.Delete(test.PathOf("build/bin/fake/_build")),
        [".NET is gone"] = test => File.Delete(test.PathOf("build/bin/dotnet/dotnet")),
        ["nothing was built yet"] = test => File.Delete(test.PathOf("build/bin/current")),
    };

    public void Dispose() => _copy.Dispose();

    [Fact]
    public async Task NothingIsBuiltWhenNothingHasChanged() => Assert.Equal((0, "ran with a --b c d"), await _copy.Run("a", "--b", "c d"));

    [Fact]
    public async Task TestsDocumentsAndOutputsDoNotCount()
    {
        Edit("README.md");
        Edit("tests/Infra/Shell.cs");
        Write("artifacts/x", "");
        Write("build/bin/x", "");
        Assert.Equal((0, "ran with a"), await _copy.Run("a"));
    }

    /// <summary>As in an image that was built elsewhere: all change times are new.</summary>
    [Fact]
    public async Task ACopyIsNotBuiltAgain()
    {
        Shell.Run("cp", "-a", _copy.Root, _copy.Root + ".copy");
        var script = Path.Combine(_copy.Root + ".copy", "build.sh");
        var built = File.GetLastWriteTimeUtc(PathOf("build/bin/current"));
        for (var call = 0; call < 2; call++)
            Assert.Equal((0, "ran with a"), await Run(script, "a"));

        Assert.NotEqual(built, File.GetLastWriteTimeUtc(Path.Combine(_copy.Root + ".copy", "build/bin/current")));
        await File.AppendAllTextAsync(Path.Combine(_copy.Root + ".copy", "build/Worker.cs"), "\n", TestContext.Current.CancellationToken);
        Assert.StartsWith("build.sh: no .NET SDK", (await Run(script, "a")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewChangeTimesAloneAreNoChange()
    {
        Shell.Run("chmod", "g+w", PathOf("build/Worker.cs"));
        Assert.Equal((0, "ran with a"), await _copy.Run("a"));
    }

    [Theory]
    [Needs("users")]
    [InlineData("build/bin/current", "600")]
    [InlineData("build/bin/fake", "700")]
    [InlineData("build/bin", "700")]
    public async Task WhatAnotherUserKeepsToItselfIsNamed(string file, string mode)
    {
        Shell.Run("chmod", "755", Path.GetDirectoryName(_copy.Root)!);
        Shell.Run("chmod", mode, PathOf(file));
        Assert.Equal((0, "ran with a"), await _copy.Run("a"));
        var (exitCode, output) = await Run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", _copy.Script, "a");
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"build.sh: nobody may not read and write {_copy.Root}/build/bin, which root has made. ", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task ItIsBuiltWhen(string change)
    {
        _changes[change](this);
        var (exitCode, output) = await _copy.Run("a");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("build.sh: no .NET SDK 99.0.100 or later is found", output, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, string Output)> Run(string file, params string[] arguments)
    {
        var call = _copy.StartBy(file, [], arguments);
        return (await call.WaitForExit(), call.Output);
    }

    private string PathOf(string file) => Path.Combine(_copy.Root, file);

    private void Write(string file, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    private void WriteProgram(string file, string command)
    {
        Write(file, $"#!/bin/sh\n{command}\n");
        Shell.Run("chmod", "+x", PathOf(file));
    }

    private void Edit(string file) => File.AppendAllText(PathOf(file), "\n");

    private void EditLongAgo(string file)
    {
        Edit(file);
        File.SetLastWriteTimeUtc(PathOf(file), _longAgo);
    }
}
