using CliWrap;
using CliWrap.Buffered;
using Lifelines.Nuke;
using Nuke.Common;

[LifelineTargets]
internal sealed class Build : NukeBuild
{
    [Parameter("Seconds between two heartbeats of the example worker, 10 by default")]
    private readonly double Interval = 10;

    [Parameter("What is compiled, tested and packed: Release by default, or Debug")]
    private readonly string Configuration = "Release";

    [Parameter("Installs the packages that the tests need (apt-get, as root), and fails where a test is skipped")]
    private readonly bool Complete;

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

    private Target QuickTest => definition => definition
        .Description("Runs the tests that need nothing but .NET, in seconds")
        .Executes(() => RunTests(RootDirectory / "QuickTests.slnf"));

    private Target Test => definition => definition
        .Description("Checks the format and runs all tests")
        .DependsOn(Format, Compile)
        .Executes(async () =>
        {
            if (Complete)
                await InstallPackages();

            await RunTests(Solution, "--no-build");
        });

    private Target Benchmark => definition => definition
        .Description("Measures ticks, looks and holders against their goals")
        .DependsOn(Compile)
        .Executes(() => Run(RootDirectory / "artifacts" / "bin" / "Lifelines.Benchmarks" / Configuration.ToLowerInvariant() / "Lifelines.Benchmarks"));

    private Target Faults => definition => definition
        .Description("Lets faults happen to workers on two machines (as root), and prints what comes of them")
        .DependsOn(Compile)
        .Executes(() => Run(RootDirectory / "artifacts" / "bin" / "Lifelines.EndToEnd" / Configuration.ToLowerInvariant() / "Lifelines.EndToEnd", "faults"));

    private Target Pack => definition => definition
        .Description("Makes the packages, in artifacts/package")
        .DependsOn(Compile)
        .Executes(() => DotNet("pack", Solution, "--configuration", Configuration, "--no-build"));

    public static int Start() => Execute<Build>(build => build.Compile);

    private static Task DotNet(params string[] arguments) => Run("dotnet", arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        using var progress = new Progress(() => $"{program} {arguments.FirstOrDefault()} is running");
        _ = await (Command(program, arguments) | (progress.WriteLine, Console.Error.WriteLine)).ExecuteAsync();
    }

    private static Command Command(string program, params string[] arguments) =>
        Cli.Wrap(program)
            .WithArguments(arguments)
            .WithWorkingDirectory(RootDirectory)
            .WithEnvironmentVariables(variables => variables.Set("TESTINGPLATFORM_TELEMETRY_OPTOUT", "1").Set("DEBIAN_FRONTEND", "noninteractive"));

    private async Task RunTests(string solution, params string[] options)
    {
        var reports = RootDirectory / "artifacts" / "test-results";
        if (Directory.Exists(reports))
            Directory.Delete(reports, recursive: true);

        _ = Directory.CreateDirectory(reports);
        var output = new TestOutput();
        using var progress = new Progress(() => output.Counts);
        string[] arguments = ["test", "--solution", solution, "--configuration", Configuration, .. options, "--output", "Detailed", "--results-directory", reports, "--report-xunit-ctrf", "--fail-skips", Complete ? "on" : "off"];
        try
        {
            _ = await (Command("dotnet", arguments) | (line => { if (output.Shows(line)) progress.WriteLine(line); }, Console.Error.WriteLine)).ExecuteAsync();
        }
        finally
        {
            foreach (var line in TestReports.SkippedTests(reports))
                Console.WriteLine(line);
        }
    }

    /// <summary>Installs the packages that the tests say they miss.</summary>
    private async Task InstallPackages()
    {
        var list = await Command(RootDirectory / "artifacts" / "bin" / "Lifelines.EndToEnd" / Configuration.ToLowerInvariant() / "Lifelines.EndToEnd", "packages").ExecuteBufferedAsync();
        var packages = list.StandardOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (packages.Length == 0)
            return;

        if (!Environment.IsPrivilegedProcess || !File.Exists("/usr/bin/apt-get"))
            throw new InvalidOperationException($"The tests need packages that are missing here. As root: apt-get install {string.Join(' ', packages)}");

        await Run("apt-get", "update", "--quiet");
        await Run("apt-get", ["install", "--yes", "--quiet", "--no-install-recommends", .. packages]);

        // With another linker it is another launcher, which many tests would make at once.
        await DotNet("build", RootDirectory / "src" / "Cake.Lifelines", "--configuration", Configuration, "--no-restore", "-target:BuildArmLauncher");
    }
}
