using Lifelines.Launcher;

namespace Lifelines.EndToEnd.Nuke;

[Collection<Alone>]
public static class LimitingTheScope
{
    /// <summary>As the property LifelineScope of the build's project says.</summary>
    [Theory]
    [Needs("users")]
    [InlineData(null, true)]
    [InlineData("Machine", true)]
    [InlineData("CurrentUser", false)]
    public static async Task AnotherUsersWorkerCountsInTheMachinesScope(string? scope, bool counts)
    {
        using var build = new TestBuild();
        using var worker = await StartAsNobody(build);
        Assert.Equal(counts, Tick.IsRedundant(build.Program, scope, ["appname-lifeline"]));
    }

    /// <summary>The words are enough: bash under the program's name, with a script that is called as the target is.</summary>
    private static async Task<Child> StartAsNobody(TestBuild build)
    {
        await File.WriteAllTextAsync(Path.Combine(build.Root, "appname-lifeline"), "sleep 600; exit\n");
        Shell.Run("chmod", "-R", "a+rX", build.Root);
        var worker = Child.Start("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "bash", "-c", "cd \"${0%/*}\" && exec -a \"$0\" bash appname-lifeline", build.Program);
        await Eventually.IsTrue(() => ProcessList.Find(command => command is [var program, "appname-lifeline", ..] && program == build.Program).Contains(worker.Id), () => worker.Output);
        return worker;
    }
}
