using Lifelines.Nuke;

[LifelineTargets]
internal sealed class Build : FalloutBuild
{
    public Build() => this.DefineLifelineTargets("appname", WorkAsync, run => run.DependsOn(Prepare));

    private Target Prepare => definition => definition
        .Executes(() => Console.WriteLine("prepared"));

    public static int Start() => Execute<Build>(build => build.Prepare);

    private static async Task WorkAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine($"working as {Environment.ProcessId}");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
