namespace Lifelines.EndToEnd.Nuke;

public static class UsingThePackage
{
    [Fact]
    public static async Task ABuildOfAUserRunsOnceAndAPackageOfTheStandInIsNotMade()
    {
        using var packages = new PackageFeed("Lifelines", "Lifelines.Nuke");
        if (!File.Exists(Path.Combine(AppContext.BaseDirectory, "Nuke.Utilities.dll")))
        {
            Assert.DoesNotContain(packages.Files, file => file.Contains("Nuke", StringComparison.Ordinal));
            Assert.Contains("Lifelines.Nuke is not packed: it is built against the stand-in", packages.PackOutput, StringComparison.Ordinal);
            return;
        }

        var program = packages.Build(
            "guestbuild",
            "Lifelines.Nuke",
            """
            using Lifelines.Nuke;
            using Nuke.Common;

            return LifelineGate.Run(args, () => Build.Start());

            [LifelineTargets]
            internal sealed class Build : NukeBuild
            {
                public Build() => this.DefineLifelineTargets("guest", async token =>
                {
                    Console.WriteLine("guest is working");
                    await Task.Delay(-1, token);
                });

                private Target Nothing => definition => definition;

                public static int Start() => Execute<Build>(build => build.Nothing);
            }
            """);
        using var build = new TestBuild(program);
        var worker = build.Start("guest-lifeline");
        _ = await worker.WaitForLine("guest is working");
        Assert.Equal((0, ""), await build.Run("guest:lifeline"));
        Assert.Equal(0, (await build.Terminate("guest-terminate")).ExitCode);
        Assert.Equal(0, await worker.WaitForExit());
    }
}
