namespace Lifelines.EndToEnd.Packages;

[Collection<SdkProgramsCollection>]
public sealed class FileBasedPrograms(SdkPrograms programs) : IDisposable
{
    private readonly string _name = $"name-{Guid.NewGuid():N}";
    private FileBasedProgram One => programs.One;

    private FileBasedProgram Two => programs.Two;

    public void Dispose()
    {
        One.End();
        Two.End();
    }

    [Fact]
    public async Task AnyOtherStartOfTheFileLeavesHoweverItIsStarted()
    {
        var holder = await One.StartHolder("./app.cs", _name);
        string[][] ways =
        [
            ["./app.cs"], [One.File], ["dotnet", "app.cs"], ["dotnet", "run", "app.cs"], ["dotnet", "run", "--configuration", "Release", "--file", "app.cs", "--"], [One.LinkedFile],
        ];
        foreach (var way in ways)
            await Leaves(One.Start([.. way, _name]));

        // Another user.
        await Leaves(One.StartFor(Path.Combine(One.Folder, "cache"), "./app.cs", _name));
        var other = await One.StartHolder("./app.cs", _name, "--help");
        foreach (var child in new[] { holder, other })
        {
            Assert.False(child.HasExited);
            child.Signal("TERM");
            Assert.Equal(0, await child.WaitForExit());
            Assert.Equal("running\ncleaned up\nran", child.OwnOutput);
        }
    }

    [Fact]
    public async Task TwoFilesOfOneNameAreTwoPrograms()
    {
        var first = await One.StartHolder("./app.cs", _name);
        var second = await Two.StartHolder("./app.cs", _name);
        await Leaves(One.Start("./app.cs", _name));
        await Leaves(Two.Start("./app.cs", _name));

        // A published one is a program as any other: it counts by its name.
        foreach (var program in new[] { One, Two })
            Assert.Equal(0, await program.Start("dotnet", "publish", "app.cs").WaitForExit());

        var published = await One.StartHolder("artifacts/app/app", _name);
        await Leaves(Two.Start("artifacts/app/app", _name));
        foreach (var child in new[] { first, second, published })
            Assert.False(child.HasExited);
    }

    [Fact]
    [Needs("linker", "binutils")]
    public async Task APublishedFileIsANativeProgram()
    {
        using var program = new FileBasedProgram(programs.Feed, isNative: true);
        Assert.Equal(0, await program.Start("dotnet", "publish", "app.cs").WaitForExit());
        Assert.Matches(" getpwuid@", Shell.Run("readelf", "--dyn-syms", "--wide", Path.Combine(program.Folder, "artifacts/app/app")));

        var holder = await program.StartHolder("artifacts/app/app", _name);
        await Leaves(program.Start("artifacts/app/app", _name));
        holder.Signal("TERM");
        Assert.Equal(0, await holder.WaitForExit());
        Assert.Equal("running\ncleaned up\nran", holder.OwnOutput);
    }

    [Fact]
    public async Task ToolsListAndEndThatOfOneFile()
    {
        var first = await One.StartHolder("./app.cs", _name);
        var second = await Two.StartHolder("./app.cs", _name);
        Assert.Equal(2, (await Tool("app").ListAsync(TestContext.Current.CancellationToken)).Count);
        Assert.Equal(2, (await Tool("app.cs").ListAsync(TestContext.Current.CancellationToken)).Count);
        _ = Assert.Single(await Tool(Two.LinkedFile).ListAsync(TestContext.Current.CancellationToken));

        var result = await Tool(Two.File).TerminateAsync(TestContext.Current.CancellationToken);
        Assert.Equal([TerminationOutcome.Stopped], result.Processes.Select(process => process.Outcome));
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("running\ncleaned up\nran", second.OwnOutput);
        Assert.False(first.HasExited);

        Lifeline Tool(string program) => new(new LifelineOptions { Program = program, IsSameCommand = arguments => arguments.SequenceEqual([_name]) });
    }

    [Fact]
    public async Task TheSampleRunsOnce()
    {
        var sample = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "Samples", "ticker.cs"), TestContext.Current.CancellationToken);
        Assert.Contains($"```csharp\n{sample}```", await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // Its first two lines are for the SDK: they name a release.
        using var ticker = new FileBasedProgram(programs.Feed, string.Join('\n', sample.Split('\n').Skip(2)));
        var holder = ticker.Start("./app.cs", _name);
        _ = await holder.WaitForLine("tick");
        var redundant = ticker.Start("./app.cs", _name);
        Assert.Equal(0, await redundant.WaitForExit());
        Assert.Equal("", redundant.Output);
        holder.Signal("TERM");
        Assert.Equal(0, await holder.WaitForExit());
    }

    private static async Task Leaves(Child child)
    {
        Assert.True(await child.WaitForExit() == 0, $"{child.Command}: {child.Output}");
        Assert.Equal("yielded", child.Output);
    }
}
