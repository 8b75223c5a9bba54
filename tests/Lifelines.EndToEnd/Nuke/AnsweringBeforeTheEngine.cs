namespace Lifelines.EndToEnd.Nuke;

public static class AnsweringBeforeTheEngine
{
    private const string Engine = "NUKE Execution Engine";

    [Theory]
    [InlineData(0, "my-app-terminate")]
    [InlineData(0, "My:App:Terminate")]
    [InlineData(3, "my-app-status")]
    public static async Task WhereNothingRunsItTakesNoEngineOnceTheTargetsAreKnown(int exitCode, string target)
    {
        using var build = new TestBuild();
        foreach (var isKnown in (bool[])[false, true])
        {
            var answer = build.StartVariant("status", target);
            Assert.Equal(exitCode, await answer.WaitForExit());
            Assert.Contains("No my-app:lifeline is running", answer.Output, StringComparison.Ordinal);
            Assert.Equal(isKnown, !answer.Output.Contains(Engine, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("nope-terminate")]
    [InlineData("my-app-status")]
    public static async Task WhatTheBuildDoesNotDefineIsUnknownToTheEngine(string target)
    {
        using var build = new TestBuild();
        Assert.Equal(0, (await build.Run("other")).ExitCode);
        var (exitCode, output) = await build.Run(target);
        Assert.Equal(255, exitCode);
        Assert.Contains("does not exist", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another build of the program\nmy-app:terminate\n")]
    [InlineData("")]
    [InlineData(null)]
    public static async Task WhatAnotherProgramDefinesIsNotKnown(string? text)
    {
        using var build = new TestBuild();
        Assert.Equal(0, (await build.Run("other")).ExitCode);
        var file = Path.Combine(build.Root, ".nuke", "temp", "lifelines.txt");
        var written = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        File.Delete(file);
        if (text is not null)
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);

        Assert.Contains(Engine, (await build.Run("my-app-terminate")).Output, StringComparison.Ordinal);
        Assert.Equal(written, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public static async Task WhereItCannotBeWrittenTheEngineAnswers()
    {
        using var build = new TestBuild();
        _ = Directory.CreateDirectory(Path.Combine(build.Root, ".nuke", "temp", "lifelines.txt"));
        for (var round = 0; round < 2; round++)
        {
            var (exitCode, output) = await build.Run("my-app-terminate");
            Assert.True(exitCode == 0, output);
            Assert.Contains(Engine, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public static async Task AnInvalidGracePeriodIsAnErrorAlsoThen()
    {
        using var build = new TestBuild();
        for (var round = 0; round < 2; round++)
        {
            var (exitCode, output) = await build.Run("my-app-terminate", "--grace-period", "soon");
            Assert.Equal(255, exitCode);
            Assert.Contains("--grace-period takes a number of seconds", output, StringComparison.Ordinal);
        }
    }
}
