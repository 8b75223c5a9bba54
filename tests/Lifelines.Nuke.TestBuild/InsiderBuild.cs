using System.Diagnostics;
using Lifelines.Nuke;
using Nuke.Common;

/// <summary>A build whose worker calls for its own end.</summary>
[LifelineTargets]
internal sealed class InsiderBuild : NukeBuild
{
    public InsiderBuild() => this.DefineLifelineTargets("appname", async () =>
    {
        // By the name that it was called by, which is no other test's.
        var program = (await File.ReadAllTextAsync("/proc/self/cmdline")).Split('\0')[0];
        using var terminate = Process.Start(program, "appname-terminate");
        await terminate.WaitForExitAsync();
        Console.WriteLine($"the termination ended with {terminate.ExitCode}");
    });

    private Target Other => definition => definition;

    public static int Start() => Execute<InsiderBuild>(build => build.Other);
}
