using Cake.Core;
using Lifelines;

namespace Cake.Lifelines.Tests;

/// <summary>Cake itself runs the tasks of a held lifeline, and nothing of a redundant one.</summary>
public static class RunningNatively
{
    private static readonly LifelineProcess _other = new() { Id = 812 };

    [Theory]
    [InlineData("--target=appname:lifeline", "appname:lifeline")]
    [InlineData("--target=appname-lifeline", "appname-lifeline")]
    [InlineData("-t=AppName-lifeline", "AppName-lifeline")]
    [InlineData("--target=appname--lifeline", "appname--lifeline")]
    public static async Task EachTaskRunsOnceUnderTheNameThatWasTyped(string arguments, string typed)
    {
        var context = new FakeContext();
        _ = Define(context, Lifeline.Unguarded, arguments).Run.IsDependentOn("environment");
        await context.RunAsync(typed);
        Assert.Equal(["setup", "[environment]", "prepared", $"[{typed[..^"lifeline".Length]}run]", "worked", $"[{typed}]", "teardown"], context.Lines);
    }

    [Fact]
    public static async Task TheScriptsCriteriaAndHandlersAreAsked()
    {
        var context = new FakeContext();
        var run = Define(context, Lifeline.Unguarded, "--target=appname:lifeline", () => throw new CakeException("failed")).Run;
        _ = run.OnError(_ => context.Lines.Add("handled")).Finally(() => context.Lines.Add("finally"));
        await context.RunAsync("appname:lifeline");
        Assert.Contains("handled", context.Lines);
        Assert.Contains("finally", context.Lines);

        context = new FakeContext();
        _ = Define(context, Lifeline.Unguarded, "--target=appname:lifeline").Run.WithCriteria(false);
        await context.RunAsync("appname:lifeline");
        Assert.DoesNotContain("worked", context.Lines);
    }

    [Fact]
    public static async Task WithExclusiveOnlyThePrerequisitesAreLeftOut()
    {
        var context = new FakeContext();
        _ = Define(context, Lifeline.Unguarded, "--target=appname-lifeline --exclusive").Run.IsDependentOn("environment");
        await context.RunAsync("appname-lifeline", exclusive: true);
        Assert.Contains("worked", context.Lines);
        Assert.DoesNotContain("prepared", context.Lines);
    }

    [Theory]
    [InlineData("appname:lifeline")]
    [InlineData("appname-lifeline")]
    public static async Task OfARedundantTickNothingRuns(string typed)
    {
        var context = new FakeContext { Verbosity = Core.Diagnostics.Verbosity.Verbose };
        var tasks = Define(context, Lifeline.HeldBy(_other), $"--target={typed}");
        _ = tasks.Run.IsDependentOn("environment");
        _ = tasks.Lifeline.IsDependentOn("environment").WithCriteria(false).Does(() => context.Lines.Add("added"));
        await context.RunAsync(typed);
        Assert.Single(context.Lines, line => line.StartsWith($"{typed} is already running: pid 812", StringComparison.Ordinal));
        Assert.All(["prepared", "worked", "added"], line => Assert.DoesNotContain(line, context.Lines));
    }

    [Fact]
    public static async Task EachOtherSpellingIsATaskToo()
    {
        foreach (var (typed, other) in (string[])["appname:lifeline", "appname-lifeline"] is var names ? names.Zip(names.Reverse()) : [])
        {
            var context = new FakeContext();
            _ = Define(context, Lifeline.Unguarded, $"--target={typed}");
            _ = context.Engine.RegisterTask("user's").IsDependentOn(other).IsDependentOn("appname-run").IsDependentOn("appname:terminate");
            await context.RunAsync(typed);
            Assert.Single(context.Lines, "worked");
        }
    }

    [Theory]
    [InlineData("--description", 5)]
    [InlineData("--tree", 9)]
    public static void TheListHasEachTaskOnce(string arguments, int count)
    {
        var context = new FakeContext();
        _ = Define(context, Lifeline.Unguarded, arguments);
        Assert.Equal(count, context.Engine.Tasks.Count);
        Assert.Equal(["appname:run"], context.Engine.Tasks.Single(task => task.Name == "appname:lifeline").Dependencies.Select(dependency => dependency.Name));
    }

    [Fact]
    public static async Task ARestartRunsWhatALifelineRuns()
    {
        var context = new FakeContext();
        _ = Define(context, Lifeline.Unguarded, "--target=appname-restart").Run.IsDependentOn("environment");
        await context.RunAsync("appname-restart");
        Assert.Equal(["No appname-lifeline is running", "setup", "[environment]", "prepared", "[appname-run]", "worked", "[appname-restart]", "teardown"], context.Lines.Where(line => !line.StartsWith("lifeline=", StringComparison.Ordinal)));

        // What cannot be ended is not replaced.
        context = new FakeContext();
        var exception = Assert.Throws<CakeException>(() => Define(context, Lifeline.HeldBy(_other), "--target=appname:restart"));
        Assert.Contains("appname:lifeline is still running: pid 812", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task ALifelineDoesNotTakeThePlaceOfWhatItsTerminationEnds()
    {
        var context = new FakeContext();
        _ = Define(context, Lifeline.HeldBy(_other), "--target=appname:terminate --target=appname:lifeline");
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => context.RunAsync("appname:lifeline"));
        Assert.Contains("Call Cake for one after the other", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("worked", context.Lines);
    }

    [Fact]
    public static async Task ATaskOfTheScriptIsGuardedWithAllThatBelongsToIt()
    {
        foreach (var (lifeline, expected) in new[] { (Lifeline.Unguarded, (string[])["setup", "[environment]", "prepared", "[nightly]", "worked", "teardown"]), (Lifeline.HeldBy(_other), ["setup", "[nightly]", "teardown"]) })
        {
            var context = new FakeContext();
            Prepare(context);
            _ = new GuardedTask(context, Invoked("--target=nightly", lifeline), "nightly", options: null).Register()
                .IsDependentOn("environment").WithCriteria(lifeline == Lifeline.Unguarded).Does(() => context.Lines.Add("worked"));
            await context.RunAsync("nightly");
            Assert.Equal(expected, context.Lines);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("--target=other")]
    [InlineData("--target=nightly --Description")]
    [InlineData("--target=nightly --DryRun")]
    public static async Task WhatOthersCannotRecogniseDoesNotRun(string arguments)
    {
        var context = new FakeContext();
        Prepare(context);
        _ = new GuardedTask(context, Invoked(arguments, Lifeline.Unguarded), "nightly", options: null).Register()
            .IsDependentOn("environment").Does(() => context.Lines.Add("worked")).ContinueOnError().DeferOnError();
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => context.RunAsync("nightly"));
        Assert.Contains("cannot recognise this one as nightly", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["setup", "teardown"], context.Lines);
    }

    /// <summary>As a context of Cake.Frosting is made.</summary>
    [Fact]
    public static async Task AContextOfABuildDefinesTasksInItsConstructor()
    {
        var context = new FakeContext();
        _ = new BuildContext(context);
        await context.RunAsync("appname-run");
        Assert.Equal(["worked"], context.Lines);
    }

    private static LifelineTasks Define(FakeContext context, Lifeline lifeline, string arguments, Action? action = null)
    {
        Prepare(context);
        return TaskDefinition.Define(
            context,
            Invoked(arguments, lifeline),
            "appname",
            new WatchedAction((_, _, _) =>
            {
                context.Lines.Add("worked");
                action?.Invoke();
                return Task.CompletedTask;
            }),
            null,
            status: false,
            restart: true);
    }

    private static Invocation Invoked(string arguments, Lifeline lifeline) => new(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), _ => lifeline);

    private static void Prepare(FakeContext context)
    {
        context.Engine.RegisterSetupAction(_ => context.Lines.Add("setup"));
        context.Engine.RegisterTeardownAction(_ => context.Lines.Add("teardown"));
        context.Engine.RegisterTaskSetupAction(task => context.Lines.Add($"[{task.Task.Name}]"));
        _ = context.Engine.RegisterTask("environment").Does(() => context.Lines.Add("prepared"));
    }

    private sealed class BuildContext : CakeContextAdapter
    {
        public BuildContext(ICakeContext context)
            : base(context) => this.DefineLifelineTasks("appname", running => running.Log.Write(0, 0, "worked"));
    }
}
