using Lifelines.Launcher;

namespace Lifelines.EndToEnd.Scripts;

/// <summary>As the launcher does, for a build program that it may become or not.</summary>
public static class AnsweringTicks
{
    [Theory]
    [InlineData(true, "appname-lifeline")]
    [InlineData(true, "--no-logo", "--target", "AppName:Lifeline")]
    [InlineData(false, "appname-lifeline", "stubborn-lifeline")]
    [InlineData(false, "stubborn-lifeline", "appname-lifeline")]
    [InlineData(false, "appname-lifeline", "other")]
    [InlineData(false, "appname-lifeline", "--verbosity", "Verbose")]
    [InlineData(false, "appname-lifeline", "--help")]
    [InlineData(false, "appname-run")]
    [InlineData(false, "appname-terminate")]
    [InlineData(false)]
    public static async Task AStartIsRedundantIfEachTargetIsALifelineThatRuns(bool isRedundant, params string[] arguments)
    {
        using var build = new Nuke.TestBuild();
        Assert.False(Tick.IsRedundant($"/srv/app/{Path.GetFileName(build.Program)}", null, arguments));
        _ = await build.StartWorker();
        Assert.Equal(isRedundant, Tick.IsRedundant($"/srv/app/{Path.GetFileName(build.Program)}", null, arguments));
        Assert.False(Tick.IsRedundant("/srv/app/otherbuild", null, arguments));
    }

    [Fact]
    public static async Task WhatCannotBeToldIsNotRedundant()
    {
        using var build = new Nuke.TestBuild();
        _ = await build.StartWorker();
        Assert.False(Tick.IsRedundant(build.Program, "Nonsense", ["appname-lifeline"]));
        Assert.True(Tick.IsRedundant(build.Program, "Machine", ["appname-lifeline"]));
    }
}
