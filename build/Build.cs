using CliWrap;
using Lifelines.Nuke;
using Nuke.Common;

[LifelineTargets]
internal sealed class Build : NukeBuild
{
    [Parameter("Seconds between two heartbeats of the example worker, 10 by default")]
    private readonly double Interval = 10;

    [Parameter("What is compiled, tested and packed: Release by default, or Debug")]
    private readonly string Configuration = "Release";

    public Build() =>
        this.DefineLifelineTargets("appname", token => new Worker(TemporaryDirectory / "appname.heartbeat", TimeSpan.FromSeconds(Interval)).RunAsync(token));

    private static string Solution => RootDirectory / "Lifelines.slnx";

    private static string Artifacts => RootDirectory / "artifacts";

    private Target Clean => definition => definition
        .Description("Deletes what the other targets made")
        .Executes(() =>
        {
            if (Directory.Exists(Artifacts))
                Directory.Delete(Artifacts, recursive: true);
        });

    private Target Restore => definition => definition
        .Description("Restores the packages")
        .Executes(() => DotNet("restore", Solution));

    private Target Compile => definition => definition
        .Description("Compiles everything")
        .DependsOn(Restore)
        .Executes(() => DotNet("build", Solution, "--configuration", Configuration, "--no-restore"));

    private Target Format => definition => definition
        .Description("Checks that the code is formatted")
        .DependsOn(Restore)
        .Executes(() => DotNet("format", Solution, "--verify-no-changes", "--no-restore"));

    private Target Test => definition => definition
        .Description("Checks the format and runs the tests")
        .DependsOn(Format, Compile)
        .Executes(() => DotNet("test", "--solution", Solution, "--configuration", Configuration, "--no-build"));

    private Target Benchmark => definition => definition
        .Description("Measures ticks, looks and holders against their goals")
        .DependsOn(Compile)
        .Executes(() => Run(RootDirectory / "artifacts" / "bin" / "Lifelines.Benchmarks" / Configuration.ToLowerInvariant() / "Lifelines.Benchmarks"));

    private Target Pack => definition => definition
        .Description("Makes the packages, in artifacts/package")
        .DependsOn(Compile)
        .Executes(() => DotNet("pack", Solution, "--configuration", Configuration, "--no-build"));

    public static int Start() => Execute<Build>(build => build.Compile);

    private static Task DotNet(params string[] arguments) => Run("dotnet", arguments);

    private static Task Run(string program, params string[] arguments) =>
        (Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(RootDirectory)
            .WithEnvironmentVariables(variables => variables.Set("TESTINGPLATFORM_TELEMETRY_OPTOUT", "1")) | (Console.WriteLine, Console.Error.WriteLine)).ExecuteAsync();
}
