using Cake.Core;
using Lifelines;

namespace Cake.Lifelines.Tests;

public static class DefiningTasks
{
    [Fact]
    public static void ThereAreThreeInTwoSpellingsWithDescriptions()
    {
        var context = new FakeContext();
        var tasks = context.DefineLifelineTasks("my-app", () => { });
        Assert.Equal(
            ["my-app:lifeline", "my-app-lifeline", "my-app:run", "my-app-run", "my-app:terminate", "my-app-terminate"],
            context.Engine.Tasks.Select(task => task.Name).OrderBy(name => name.Replace(':', '-')).ThenByDescending(name => name));
        Assert.Equal(("my-app:lifeline", "my-app:run", "my-app:terminate"), (tasks.Lifeline.Task.Name, tasks.Run.Task.Name, tasks.Terminate.Task.Name));
        Assert.Equal("A lifeline for executing only one process of my-app:run at a time", tasks.Lifeline.Task.Description);
        Assert.Equal("Runs my-app:run", tasks.Run.Task.Description);
        Assert.Equal("Terminates any running my-app:lifeline", tasks.Terminate.Task.Description);
    }

    [Theory]
    [InlineData("appname:run")]
    [InlineData("appname-run")]
    public static async Task EachKindOfActionRunsAfterThePrerequisites(string task)
    {
        foreach (var define in (Func<FakeContext, LifelineTasks>[])
        [
            context => context.DefineLifelineTasks("appname", () => context.Lines.Add("worked")),
            context => context.DefineLifelineTasks("appname", running => running.Log.Write(0, 0, "worked")),
            context => context.DefineLifelineTasks("appname", async () =>
            {
                await Task.Yield();
                context.Lines.Add("worked");
            }),
            context => context.DefineLifelineTasks("appname", async running =>
            {
                await Task.Yield();
                running.Log.Write(0, 0, "worked");
            }),
            context => context.DefineLifelineTasks("appname", async (running, token) =>
            {
                await Task.Yield();
                Assert.True(token.CanBeCanceled);
                running.Log.Write(0, 0, "worked");
            }),
        ])
        {
            var context = new FakeContext();
            _ = context.Engine.RegisterTask("environment").Does(() => context.Lines.Add("prepared"));
            _ = define(context).Run.IsDependentOn("environment");
            await context.RunAsync(task);
            Assert.Equal(["prepared", "worked"], context.Lines.Where(line => line is "prepared" or "worked"));
        }
    }

    [Fact]
    public static void ASharedLockNeedsAnActionThatIsToldOfItsLoss()
    {
        var context = new FakeContext();
        var options = new LifelineOptions { SharedLock = () => throw new InvalidOperationException("It was made.") };
        var exception = Assert.Throws<ArgumentException>(() => context.DefineLifelineTasks("appname", () => { }, options));
        Assert.Contains("would not be told that the shared lock is lost", exception.Message, StringComparison.Ordinal);
        _ = context.DefineLifelineTasks("appname", (_, _) => Task.CompletedTask, options);
    }

    [Fact]
    public static async Task ALifelineThatTheCommandLineDoesNotNameDoesNotRun()
    {
        // As when the script chooses it as its default.
        var context = new FakeContext();
        _ = context.DefineLifelineTasks("appname", () => context.Lines.Add("worked"));
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => context.RunAsync("appname:lifeline"));
        Assert.Contains("cannot recognise this one as appname:lifeline: its command line does not name it", $"{exception}", StringComparison.Ordinal);
        Assert.DoesNotContain("worked", context.Lines);
    }

    [Fact]
    public static async Task TerminatingNothingSaysSo()
    {
        var context = new FakeContext();
        context.Scope = "CurrentUser";
        _ = context.DefineLifelineTasks("appname", () => { });
        await context.RunAsync("appname:terminate");
        Assert.Contains("No appname:lifeline is running", context.Lines);
    }

    [Fact]
    public static void MistakesAreNamed()
    {
        var context = new FakeContext();
        _ = Assert.Throws<ArgumentNullException>(() => context.DefineLifelineTasks("appname", (Action)null!));
        _ = Assert.Throws<ArgumentNullException>(() => context.DefineLifelineTasks(null!, () => { }));
        Assert.Contains("needs at least one letter or digit", Assert.Throws<ArgumentException>(() => context.DefineLifelineTasks("", () => { })).Message, StringComparison.Ordinal);
        foreach (var options in (LifelineOptions[])[new() { Name = "other" }, new() { ComparesFolder = true }, new() { HandlesSignals = false }])
            Assert.Contains("of appname:lifeline are set by its name", Assert.Throws<ArgumentException>(() => context.DefineLifelineTasks("appname", () => { }, options)).Message, StringComparison.Ordinal);

        Assert.Contains("belongs into cake.config", Assert.Throws<ArgumentException>(() => context.DefineLifelineTasks("appname", () => { }, new LifelineOptions { Scope = LifelineScope.CurrentUser })).Message, StringComparison.Ordinal);
        _ = context.DefineLifelineTasks("appname", () => { });
        Assert.Contains("appname:run", Assert.Throws<CakeException>(() => context.DefineLifelineTasks("AppName", () => { })).Message, StringComparison.OrdinalIgnoreCase);
        context.Scope = "Nonsense";
        Assert.Contains("Lifelines_Scope is \"Nonsense\"", Assert.Throws<CakeException>(() => context.DefineLifelineTasks("other", () => { })).Message, StringComparison.Ordinal);
    }
}
