using Lifelines.Nuke;
using Nuke.Common;

/// <summary>Two workers in one build: each is started by a crontab line of its own, and neither knows of the other.</summary>
[LifelineTargets(Status = true)]
internal sealed class Build : NukeBuild
{
    public Build()
    {
        this.DefineLifelineTargets("mailer", token => WorkAsync("mailer", token), run => run.DependsOn(Prepare));
        this.DefineLifelineTargets("importer", token => WorkAsync("importer", token), run => run.DependsOn(Prepare));
    }

    private Target Prepare => definition => definition
        .Description("Gets the folders ready")
        .Executes(() => Console.WriteLine("prepared"));

    public static int Start() => Execute<Build>(build => build.Prepare);

    private static async Task WorkAsync(string name, CancellationToken cancellationToken)
    {
        Console.WriteLine($"{name} is working");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
