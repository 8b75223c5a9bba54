using System.Text.RegularExpressions;

namespace Lifelines.EndToEnd.Packages;

public sealed partial class StartingFromATemplate(TemplateFeed templates) : IClassFixture<TemplateFeed>
{
    private readonly string _name = $"app{Guid.NewGuid():N}";

    [Fact]
    public async Task ANukeBuildInAnEmptyFolderRunsOnceFromItsFirstCall()
    {
        var folder = templates.NewFolder("nuke");
        _ = await templates.Run(folder, "dotnet", "new", "lifelines-nuke", "--lifeline", _name);
        await RunsOnce(folder, "./build.sh", $"{_name}-lifeline", $"{_name}-terminate");
        foreach (var script in new[] { "build.sh", "build.ps1" })
            Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Repository.Root, script), TestContext.Current.CancellationToken), await File.ReadAllTextAsync(Path.Combine(folder, script), TestContext.Current.CancellationToken));

        // NUKE finds the tools of [NuGetPackage] by it.
        Assert.True(File.Exists(Path.Combine(folder, "build", "obj", "project.assets.json")));
    }

    [Fact]
    public async Task WhatIsPublishedRunsWithoutSdkAndSourceFromAnyFolder()
    {
        var (folder, published) = (templates.NewFolder("source"), templates.NewFolder("published"));
        _ = await templates.Run(folder, "dotnet", "new", "lifelines-nuke", "--lifeline", _name);
        _ = await templates.Run(folder, "dotnet", "publish", "build", "--output", published);
        Directory.Delete(folder, recursive: true);
        if (!File.Exists(Path.Combine(published, "launcher")))
            Assert.Skip("needs a native launcher: apt-get install gcc libc6-dev lld");

        await RunsOnce("/", "/usr/bin/env", $"{_name}-lifeline", $"{_name}-terminate", "-i", "PATH=/usr/bin:/bin", $"DOTNET_ROOT={Repository.DotNet}", Path.Combine(published, "launcher"));
        Assert.True(Directory.Exists(Path.Combine(published, ".nuke", "temp")));
    }

    [Fact]
    public async Task ARepositoryThatNukeHasSetUpNeedsTwoCommandsAndTwoLines()
    {
        var folder = templates.NewFolder("existing");
        _ = Directory.CreateDirectory(Path.Combine(folder, "build"));
        _ = Directory.CreateDirectory(Path.Combine(folder, ".nuke"));
        await File.WriteAllTextAsync(Path.Combine(folder, "build.sh"), "echo NUKE's own\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "build", "_build.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">

              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <RootNamespace></RootNamespace>
                <NoWarn>CS0649;CS0169;CA1050;CA1822;CA2211;IDE1006</NoWarn>
                <NukeRootDirectory>..</NukeRootDirectory>
                <NukeScriptDirectory>..</NukeScriptDirectory>
                <NukeTelemetryVersion>1</NukeTelemetryVersion>
                <IsPackable>false</IsPackable>
              </PropertyGroup>

              <ItemGroup>
                <PackageReference Include="Nuke.Common" Version="10.1.0" />
              </ItemGroup>

            </Project>
            """,
            TestContext.Current.CancellationToken);

        _ = await templates.Run(folder, "dotnet", "new", "lifelines-nuke", "--existing", "--force", "--lifeline", _name);
        _ = await templates.Run(folder, "dotnet", "add", "build", "package", "Lifelines.Nuke", "--version", templates.Version);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "build", "Build.cs"),
            $$"""
            using System;
            using Lifelines.Nuke;
            using Nuke.Common;

            [LifelineTargets]
            class Build : NukeBuild
            {
                public Build() => this.DefineLifelineTargets("{{_name}}", async token =>
                {
                    while (true)
                    {
                        Serilog.Log.Information("working");
                        await System.Threading.Tasks.Task.Delay(10_000, token);
                    }
                });

                public static int Main () => Execute<Build>(x => x.Compile);

                Target Compile => _ => _
                    .Executes(() =>
                    {
                    });
            }
            """,
            TestContext.Current.CancellationToken);
        Assert.Equal(["LIFELINES.md", "build.ps1", "build.sh"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await RunsOnce(folder, "./build.sh", $"{_name}-lifeline", $"{_name}-terminate");
    }

    [Fact]
    [Needs("ps")]
    public async Task AWorkerServiceRunsOnce()
    {
        var folder = templates.NewFolder("worker");
        _ = await templates.Run(folder, "dotnet", "new", "lifelines-worker", "--name", _name, "--output", ".");
        _ = await templates.Run(folder, "./build.sh");
        using var worker = templates.Start(folder, $"app/{_name}");
        _ = await worker.WaitForLine("working");
        var tick = templates.Start(folder, $"app/{_name}");
        Assert.Equal((0, ""), (await tick.WaitForExit(), tick.Output));
        worker.Signal("KILL");
        Assert.Equal(137, await worker.WaitForExit());

        using var next = templates.Start(folder, $"app/{_name}");
        _ = await next.WaitForLine("working");
        _ = await templates.Run(folder, "sh", "-c", PkillCommand().Match(await File.ReadAllTextAsync(Path.Combine(folder, "README.md"), TestContext.Current.CancellationToken)).Groups[1].Value);
        Assert.Equal(0, await next.WaitForExit());
        Assert.Contains("cleaned up", next.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACakeScriptRunsOnce()
    {
        var folder = templates.NewFolder("cake");
        _ = await templates.Run(folder, "dotnet", "new", "lifelines-cake", "--lifeline", _name);
        var script = Path.Combine(folder, "build.cake");
        await File.WriteAllTextAsync(script, (await File.ReadAllTextAsync(script, TestContext.Current.CancellationToken)).Replace("nuget:?", $"nuget:{templates.Feed}?", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        // Several first runs at once, as of several crontab lines.
        var first = Enumerable.Range(0, 5).Select(_ => templates.Start(folder, "./build.sh", "--target=Default")).ToList();
        foreach (var run in first)
            Assert.True(await run.WaitForExit() == 0, run.Output);

        await RunsOnce(folder, "./build.sh", $"--target={_name}:lifeline", $"--target={_name}:terminate", []);

        // An edit counts from the next start that is not redundant.
        await File.AppendAllTextAsync(script, "does not compile", TestContext.Current.CancellationToken);
        var broken = templates.Start(folder, "./build.sh", $"--target={_name}:lifeline");
        Assert.Equal(1, await broken.WaitForExit());
        Assert.Contains("build.sh: build.cake does not run:", broken.Output, StringComparison.Ordinal);
    }

    /// <summary>New, first tick, second tick, kill -9, back, terminate.</summary>
    private async Task RunsOnce(string folder, string file, string lifeline, string terminate, params string[] before)
    {
        using var worker = templates.Start(folder, file, [.. before, lifeline]);
        _ = await worker.WaitForLine("working");
        await IsRedundant();
        Shell.Kill(FindWorker());
        _ = await worker.WaitForExit();

        using var next = templates.Start(folder, file, [.. before, lifeline]);
        _ = await next.WaitForLine("working");
        await IsRedundant();
        var output = await templates.Run(folder, file, [.. before, terminate]);
        Assert.Contains("stopped after", output, StringComparison.Ordinal);
        _ = await next.WaitForExit();

        async Task IsRedundant()
        {
            var tick = templates.Start(folder, file, [.. before, lifeline, .. lifeline.StartsWith("--", StringComparison.Ordinal) ? new[] { "--verbosity=quiet", "--no-report" } : []]);
            Assert.Equal((0, ""), (await tick.WaitForExit(), tick.Output));
        }

        // Cake's worker is the child of another process with the same arguments.
        int FindWorker() => ProcessList.Find(command => command.Contains(lifeline)).Max();
    }

    [GeneratedRegex("`(pkill .*?)`")]
    private static partial Regex PkillCommand();
}
