using Lifelines.EndToEnd;
using Lifelines.EndToEnd.Machines;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// The tests, and three commands:
// Lifelines.EndToEnd herd [ROUNDS [disturbed]]  starts herds for that many rounds, 20 by default, and counts the holders;
//                                               disturbed: a third are stopped for a moment, one is killed
// Lifelines.EndToEnd faults                     lets faults happen to workers on two machines, and prints what comes of it
// Lifelines.EndToEnd packages                   lists the packages of Debian that tests need and that are missing here

DefaultSignals.Restore();

// What the tests start finds the .NET that runs them, as where build.sh starts them.
if (Needs.FindProgram("dotnet") is null)
{
    Environment.SetEnvironmentVariable("DOTNET_ROOT", Repository.DotNet);
    Environment.SetEnvironmentVariable("PATH", $"{Environment.GetEnvironmentVariable("PATH")}:{Repository.DotNet}");
}

return args switch
{
    ["herd", .. var rounds] => await HerdTable.Print(rounds),
    ["faults"] => await FaultTable.Print(),
    ["packages"] => PrintPackages(),
    _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
    _ => await ConsoleRunner.Run(args),
};

static int PrintPackages()
{
    foreach (var package in Needs.MissingPackages)
        Console.WriteLine(package);

    return 0;
}
