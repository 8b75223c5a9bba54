using Lifelines.Nuke;
using Nuke.Common;

[LifelineTargets]
internal sealed class Build : NukeBuild
{
    public Build()
    {
        this.DefineLifelineTargets("appname", WaitAsync, run => run.DependsOn(Prepare));
        this.DefineLifelineTargets("my-app", () => Console.WriteLine("my-app has worked"));
        this.DefineLifelineTargets("twitter:daemon", async () =>
        {
            await Task.Yield();
            Console.WriteLine("twitter:daemon has worked");
        });
        this.DefineLifelineTargets("failing", new Action(() => throw new InvalidOperationException("the action failed")));
        this.DefineLifelineTargets("stubborn", token => WaitAsync(CancellationToken.None));
    }

    private Target Prepare => definition => definition
        .Description("Gets everything ready")
        .Executes(() => Console.WriteLine("prepared"));

    private Target Other => definition => definition
        .DependsOn(Prepare)
        .Executes(() => Console.WriteLine("other has worked"));

    public static int Start() => Execute<Build>(build => build.Other);

    internal static async Task WaitAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(Path.Combine(RootDirectory, ".nuke", "working"), "", CancellationToken.None);
        Console.WriteLine($"working as {Environment.ProcessId}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Console.WriteLine("cleaned up");
        }
    }
}
