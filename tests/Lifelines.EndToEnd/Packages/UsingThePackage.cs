namespace Lifelines.EndToEnd.Packages;

public sealed class UsingThePackage(CorePackage package) : IClassFixture<CorePackage>
{
    private readonly PackageFeed _packages = package.Feed;

    [Fact]
    public async Task AProgramOfAUserRunsOnce()
    {
        Assert.Equal([$"Lifelines.{_packages.Version}.nupkg", $"Lifelines.{_packages.Version}.snupkg"], _packages.Files);
        Assert.Superset(new HashSet<string> { "README.md", "icon.png", "lib/net10.0/Lifelines.dll", "lib/net10.0/Lifelines.xml" }, _packages.List("Lifelines").ToHashSet());

        var program = _packages.Build(
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
        using var first = Child.Start(program, _packages.Version);
        _ = await first.WaitForLine("running");
        using var second = Child.Start(program, _packages.Version);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);
        first.Signal("TERM");
        Assert.Equal(0, await first.WaitForExit());
        Assert.Equal("running\nran", first.OwnOutput);
    }

    [Fact]
    [Needs("linker", "binutils")]
    public async Task AProgramCompiledAheadOfTimeCallsLibCDirectly()
    {
        var program = _packages.Publish(
            "native",
            "Lifelines",
            """
            var lifeline = new Lifelines.Lifeline(new Lifelines.LifelineOptions { OnEvent = e => Console.WriteLine(e) });
            foreach (var process in (await lifeline.TerminateAsync()).Processes)
                Console.WriteLine(process);

            await lifeline.RunAsync(token => Task.CompletedTask);
            Console.WriteLine((await lifeline.ListAsync()).Count);
            """,
            "-p:PublishAot=true");
        Assert.Matches(@" getpwuid@", Shell.Run("readelf", "--dyn-syms", "--wide", program));
        using var child = Child.Start(program, _packages.Version);
        Assert.Equal(0, await child.WaitForExit());
        Assert.Matches($"^native starts as pid {child.Id}\nlifeline=native pid={child.Id} ran=[0-9.]+ end=completed\n0$", child.Output);
    }
}
