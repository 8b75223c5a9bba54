namespace Lifelines.EndToEnd.Packages;

/// <summary>The native launchers of a package, as it is released: for each Linux of two processors.</summary>
[Needs("arm-linker", "binutils", "linker", "lld", "qemu")]
public static class CarryingTheLauncher
{
    [Fact]
    public static async Task EachNeedsNoLibraryAndAnswersATick()
    {
        using var packages = new PackageFeed("Cake.Lifelines");
        var target = $"--target=carried{Guid.NewGuid():N}:lifeline";
        var cake = Path.Combine(Directory.CreateDirectory(Path.Combine(packages.Root, "tools/net10.0/any")).FullName, "Cake.dll");
        await File.WriteAllTextAsync(cake, "echo ready; while :; do sleep 600; done", TestContext.Current.CancellationToken);
        string[][] launchers = [[Extract("linux-x64")], ["qemu-aarch64", Extract("linux-arm64")]];
        Assert.All(launchers, launcher => Assert.DoesNotContain("INTERP", Shell.Run("readelf", "--program-headers", launcher[^1]), StringComparison.Ordinal));
        await AssertAnswers(1);

        using var holder = Child.Start("bash", "-c", "exec -a dotnet sh \"$@\"", "bash", cake, target);
        _ = await holder.WaitForLine("ready");
        await AssertAnswers(0);

        string Extract(string system)
        {
            var file = Path.Combine(packages.Root, system);
            File.WriteAllBytes(file, packages.Read("Cake.Lifelines", $"launcher/{system}/launcher"));
            _ = Shell.Run("chmod", "+x", file);
            return file;
        }

        async Task AssertAnswers(int exitCode)
        {
            foreach (var launcher in launchers)
            {
                using var tick = Child.Start(launcher[0], [.. launcher[1..], "--cake", target]);
                Assert.Equal((exitCode, ""), (await tick.WaitForExit(), tick.Output));
            }
        }
    }
}
