using System;
using System.Threading;
using System.Threading.Tasks;
using Lifelines.Nuke;
using Nuke.Common;
using Serilog;

[LifelineTargets]
internal sealed class Build : NukeBuild
{
    public Build() => this.DefineLifelineTargets("appname", WorkAsync, run => run.DependsOn(Prepare));

    private Target Prepare => definition => definition
        .Description("Runs before the worker")
        .Executes(() => Log.Information("prepared"));

    public static int Start() => Execute<Build>(build => build.Prepare);

    private static async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                Log.Information("working");
                await Task.Delay(TimeSpan.FromSeconds(10), cancellationToken);
            }
        }
        finally
        {
            Log.Information("cleaned up");
        }
    }
}
