using Lifelines.Nuke;
using Nuke.Common;

/// <summary>A build whose lifelines show their status.</summary>
[LifelineTargets(Status = true)]
internal sealed class StatusBuild : NukeBuild
{
    public StatusBuild() => this.DefineLifelineTargets("my-app", Build.WaitAsync);

    private Target Other => definition => definition;

    private Target Stay => definition => definition
        .Executes(() =>
        {
            Console.WriteLine("staying");
            Thread.Sleep(Timeout.Infinite);
        });

    public static int Start() => Execute<StatusBuild>(build => build.Other);
}
