using Lifelines.Nuke;
using Nuke.Common;

/// <summary>A build whose own target is what a lifeline runs.</summary>
[LifelineTargets]
internal sealed class OwnRunBuild : NukeBuild
{
    public OwnRunBuild() => this.DefineLifelineTargets("my-app", Work);

    private Target Prepare => definition => definition
        .Executes(() => Console.WriteLine("prepared"));

    private Target Work => definition => definition
        .Description("Does the work")
        .DependsOn(Prepare)
        .Executes(() => Console.WriteLine("has worked"));

    private Target Deploy => definition => definition
        .DependsOn(Work)
        .Executes(() => Console.WriteLine("deployed"));

    private Target Check => definition => definition
        .After(Prepare)
        .Before(Work)
        .Executes(() => Console.WriteLine("checked"));

    private Target Announce => definition => definition
        .After(Work, Deploy)
        .Executes(() => Console.WriteLine("announced"));

    public static int Start() => Execute<OwnRunBuild>(build => build.Prepare);
}
