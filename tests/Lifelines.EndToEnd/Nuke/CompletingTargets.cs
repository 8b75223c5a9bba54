using System.Text.Json.Nodes;

namespace Lifelines.EndToEnd.Nuke;

/// <summary>By <c>.nuke/build.schema.json</c>, which the engine writes where the program lies below its project.</summary>
public static class CompletingTargets
{
    private static readonly string[] _targets = ["my-app:lifeline", "my-app-lifeline", "my-app:run", "my-app-run", "my-app:terminate", "my-app-terminate"];

    [Theory]
    [InlineData(0, "other")]
    [InlineData(0, "--help")]
    [InlineData(0, "--shell-completion")]
    [InlineData(0, "my-app-lifeline")]
    [InlineData(255, "nope")]
    public static async Task TheSchemaHasThemInBothSpellings(int exitCode, string argument)
    {
        using var build = new TestBuild(hasProject: true);
        Assert.Equal(exitCode, (await build.Run(argument)).ExitCode);
        var text = await File.ReadAllTextAsync(Schema(build), TestContext.Current.CancellationToken);
        var targets = Targets(text);
        Assert.Superset(_targets.ToHashSet(), targets.ToHashSet());
        Assert.Contains("Prepare", targets);
        Assert.Equal(targets.Distinct(), targets);
        Assert.DoesNotContain(targets, target => target.EndsWith("status", StringComparison.Ordinal));

        // Another run leaves the same text, however it was written.
        _ = await build.Run("other");
        Assert.Equal(text, await File.ReadAllTextAsync(Schema(build), TestContext.Current.CancellationToken));
    }

    [Fact]
    public static async Task ItHasTheStatusIfThereIsOne()
    {
        using var build = new TestBuild(hasProject: true);
        Assert.Equal(0, await build.StartVariant("status", "other").WaitForExit());
        var targets = Targets(await File.ReadAllTextAsync(Schema(build), TestContext.Current.CancellationToken));
        Assert.Contains("my-app:status", targets);
        Assert.Contains("my-app-status", targets);
    }

    [Fact]
    public static async Task ARedundantTickWritesNothing()
    {
        using var build = new TestBuild(hasProject: true);
        _ = await build.StartWorker();
        File.Delete(Schema(build));
        Assert.Equal((0, ""), await build.Run("appname-lifeline"));
        Assert.False(File.Exists(Schema(build)));
    }

    /// <summary>Here, the engine writes none: what is there was made by another program of the build.</summary>
    [Fact]
    public static async Task WhatNothingIsMissingFromIsNotWritten()
    {
        using var build = new TestBuild();
        await File.WriteAllTextAsync(Schema(build), """{"definitions":{"ExecutableTarget":{"enum":["Other","é'<+"]}}}""", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await build.Run("other")).ExitCode);
        var text = await File.ReadAllTextAsync(Schema(build), TestContext.Current.CancellationToken);
        Assert.Contains("\n        \"é'<+\",\n        \"appname:lifeline\",\n", text, StringComparison.Ordinal);

        File.SetLastWriteTimeUtc(Schema(build), DateTime.UnixEpoch);
        Assert.Equal(0, (await build.Run("other")).ExitCode);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(Schema(build)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"definitions":3}""")]
    [InlineData("""{"definitions":{"ExecutableTarget":{"enum":"Other"}}}""")]
    [InlineData("""{"definitions":{"ExecutableTarget":null}}""")]
    public static async Task WhatIsNoSchemaStaysAsItIs(string text)
    {
        using var build = new TestBuild();
        await File.WriteAllTextAsync(Schema(build), text, TestContext.Current.CancellationToken);
        var (exitCode, output) = await build.Run("other");
        Assert.True(exitCode == 0, output);
        Assert.Equal(text, await File.ReadAllTextAsync(Schema(build), TestContext.Current.CancellationToken));
    }

    [Fact]
    public static async Task OneThatCannotBeWrittenFailsNothing()
    {
        using var build = new TestBuild();
        await File.WriteAllTextAsync(Schema(build), """{"definitions":{"ExecutableTarget":{"enum":["Other"]}}}""", TestContext.Current.CancellationToken);
        using var _ = new FileStream(Schema(build), FileMode.Open, FileAccess.Read, FileShare.None);
        var (exitCode, output) = await build.Run("other");
        Assert.True(exitCode == 0, output);
    }

    private static string Schema(TestBuild build) => Path.Combine(build.Root, ".nuke", "build.schema.json");

    private static List<string> Targets(string schema) =>
        [.. JsonNode.Parse(schema)!["definitions"]!["ExecutableTarget"]!["enum"]!.AsArray().Select(target => target!.GetValue<string>())];
}
