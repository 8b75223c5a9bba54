using Lifelines.Nuke;
using Nuke.Common;

/// <summary>A build whose lifelines show their status.</summary>
[LifelineTargets(Status = true)]
internal sealed class StatusBuild : NukeBuild
{
    public StatusBuild() => this.DefineLifelineTargets("my-app", Build.WaitAsync);

    private Target Other => definition => definition;

    public static int Start() => Execute<StatusBuild>(build => build.Other);
}
