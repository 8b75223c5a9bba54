using Lifelines.EndToEnd.Backends;

namespace Lifelines.EndToEnd;

/// <summary>Two programs of the same name in different folders.</summary>
public sealed class ComparingFolders : IDisposable
{
    private const string Compares = "export TESTWORKER_COMPARES_FOLDER=1; ";

    private readonly Worker _worker = new();
    private readonly CopiedProgram _first = new();
    private readonly CopiedProgram _second = new();

    public void Dispose()
    {
        _worker.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task WithoutTheOptionTheyAreOne()
    {
        await AssertWorks(_first.Program, "exec \"$@\"");
        await AssertYields(_second.Program, "exec \"$@\"");
    }

    [Fact]
    public async Task WithItTheyAreTwo()
    {
        await AssertWorks(_first.Program, $"{Compares}exec \"$@\"");
        await AssertWorks(_second.Program, $"{Compares}exec \"$@\"");
        await AssertYields(_first.Program, $"{Compares}exec \"$@\"");
        await AssertYields(_second.Program, $"{Compares}exec \"$@\"");
    }

    [Theory]
    [InlineData("ln -s \"${1%/*}\" \"$LINK\"; shift; exec \"$LINK/testworker\" \"$@\"")]
    [InlineData("ln -s \"$1\" \"$LINK\"; mkdir \"$LINK.d\"; mv \"$LINK\" \"$LINK.d/testworker\"; shift; exec \"$LINK.d/testworker\" \"$@\"")]
    [InlineData("cd \"${1%/*}\"; shift; exec ./testworker \"$@\"")]
    [InlineData("cd \"${1%/*}\"; shift; exec dotnet testworker.dll \"$@\"")]
    [InlineData("cd \"${1%/*}/..\"; dll=${1%/*}; dll=${dll##*/}/testworker.dll; shift; exec dotnet \"$dll\" \"$@\"")]
    public async Task TheFolderIsWhereTheProgramReallyLies(string command)
    {
        using var folder = new TemporaryFolder();
        command = $"export LINK='{folder.Path}/link'; {Compares}{command}";
        await AssertWorks(_first.Program, $"{Compares}exec \"$@\"");
        await AssertYields(_first.Program, command);
        await AssertWorks(_second.Program, command.Replace("/link'", "/other'", StringComparison.Ordinal));
        await AssertYields(_second.Program, $"{Compares}exec \"$@\"");
    }

    [Fact]
    public async Task ATerminationEndsTheOneInItsFolder()
    {
        await AssertWorks(_first.Program, $"{Compares}exec \"$@\"");
        var other = await AssertWorks(_second.Program, $"{Compares}exec \"$@\"");
        var (exitCode, output) = await Terminate(_first);
        Assert.Equal(0, exitCode);
        Assert.EndsWith("terminated 1", output, StringComparison.Ordinal);
        Assert.False(other.HasExited);
    }

    [Fact]
    public async Task WhereTheFolderCannotBeToldATerminationIsAnErrorAndAStartYields()
    {
        // A relative path of a file that is gone may have been anywhere.
        var worker = await AssertWorks(_second.Program, $"{Compares}cd \"${{1%/*}}\"; shift; exec dotnet testworker.dll \"$@\"");
        File.Delete($"{_second.Program}.dll");
        var (exitCode, output) = await Terminate(_first);
        Assert.Equal(3, exitCode);
        Assert.Matches(@"^It cannot be told where the program of process \d+ lies, so it is not terminated\.", output);
        Assert.False(worker.HasExited);
        await AssertYields(_first.Program, $"{Compares}exec \"$@\"");
    }

    private async Task<Child> AssertWorks(string program, string command)
    {
        var child = _worker.StartBy(command, program: program);
        _ = await child.WaitForLine("running");
        return child;
    }

    private async Task AssertYields(string program, string command)
    {
        var child = _worker.StartBy(command, program: program);
        Assert.Equal(0, await child.WaitForExit());
        Assert.Equal("yielded", child.Output);
    }

    private async Task<(int ExitCode, string Output)> Terminate(CopiedProgram program)
    {
        var child = _worker.Add(new Backend([program.Program], ("TESTWORKER_COMPARES_FOLDER", "1")).Start(["terminate", "600", .. _worker.Arguments().Skip(1)]));
        return (await child.WaitForExit(), child.Output);
    }
}
