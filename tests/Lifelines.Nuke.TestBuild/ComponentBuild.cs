using Lifelines.Nuke;
using Nuke.Common;

/// <summary>A build whose lifeline needs a target that its class does not have, but a component of it.</summary>
[LifelineTargets]
internal sealed class ComponentBuild : NukeBuild, IPrepare
{
    [Parameter("Seconds between two lines")]
    private readonly double Interval = 10;

    public ComponentBuild() => this.DefineLifelineTargets("my-app", () => Console.WriteLine("has worked"), run => run.DependsOn<IPrepare>(component => component.Prepare));

    private Target Other => definition => definition
        .Executes(() => Console.WriteLine($"interval {Interval}"));

    public static int Start() => Execute<ComponentBuild>(build => build.Other);
}
