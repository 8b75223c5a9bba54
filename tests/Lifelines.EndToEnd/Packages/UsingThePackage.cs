using System.IO.Compression;

namespace Lifelines.EndToEnd.Packages;

public static class UsingThePackage
{
    [Fact]
    public static async Task AProgramOfAUserRunsOnce()
    {
        using var packages = new PackageFeed("Lifelines");
        Assert.Equal([$"Lifelines.{packages.Version}.nupkg", $"Lifelines.{packages.Version}.snupkg"], packages.Files);
        using (var package = ZipFile.OpenRead(Path.Combine(packages.Feed, packages.Files[0])))
            Assert.Superset(new HashSet<string> { "README.md", "icon.png", "lib/net10.0/Lifelines.dll", "lib/net10.0/Lifelines.xml" }, package.Entries.Select(entry => entry.FullName).ToHashSet());

        var program = packages.Build(
            "guest",
            "Lifelines",
            """
            var result = await new Lifelines.Lifeline().RunAsync(async token =>
            {
                Console.WriteLine("running");
                await Task.Delay(-1, token);
            });
            Console.WriteLine(result.HasRun ? "ran" : "yielded");
            """);
        using var first = Child.Start(program, packages.Version);
        _ = await first.WaitForLine("running");
        using var second = Child.Start(program, packages.Version);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);
        first.Signal("TERM");
        Assert.Equal(0, await first.WaitForExit());
        Assert.Equal("running\nran", first.Output);
    }
}
