using System.Diagnostics;

namespace Lifelines.EndToEnd.Packages;

/// <summary>A .NET tool whose command is not called as its assembly.</summary>
[Collection<SdkProgramsCollection>]
public sealed class CallingATool : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<Child> _children = [];
    private readonly string _name = $"name-{Guid.NewGuid():N}";
    private readonly string _command;

    public CallingATool(SdkPrograms programs)
    {
        var project = programs.Feed.Project("Ticker.Tool", "Lifelines", FileBasedProgram.Source, "<PackAsTool>true</PackAsTool><ToolCommandName>ticker</ToolCommandName>");
        _ = Shell.Run("dotnet", "pack", project, "--output", Path.Combine(_folder.Path, "feed"));
        File.WriteAllText(
            Path.Combine(_folder.Path, "nuget.config"),
            """
            <configuration>
              <packageSources>
                <clear />
                <add key="feed" value="feed" />
              </packageSources>
            </configuration>
            """);
        foreach (var command in new[] { "new tool-manifest", "tool install ticker.tool", "tool install ticker.tool --tool-path global" })
            AssertSucceeds(Start(["dotnet", .. command.Split(' ')]));

        _command = Path.Combine(_folder.Path, "global", "ticker");
    }

    public void Dispose()
    {
        foreach (var child in _children)
            child.Dispose();

        _folder.Dispose();
    }

    [Fact]
    public async Task TheCommandAndTheAssemblyAreOneLifeline()
    {
        string[][] ways = [[_command], ["dotnet", "ticker"], ["dotnet", "tool", "run", "ticker"], ["dotnet", "tool", "exec", "--yes", "ticker.tool"]];
        foreach (var way in ways[..2])
        {
            var holder = Start([.. way, _name]);
            _ = await holder.WaitForLine("running");
            foreach (var other in ways)
            {
                var start = Start([.. other, _name]);
                Assert.True(await start.WaitForExit() == 0, $"{start.Command}: {start.Output}");
                Assert.Equal("yielded", start.Output);
            }

            // Another program that knows the command's name only.
            var operators = new Lifeline(new LifelineOptions { Program = "ticker", IsSameCommand = arguments => arguments.SequenceEqual([_name]) });
            var result = await operators.TerminateAsync(TestContext.Current.CancellationToken);
            Assert.Equal([TerminationOutcome.Stopped], result.Processes.Select(process => process.Outcome));
            Assert.Equal(0, await holder.WaitForExit());
            Assert.Equal("running\ncleaned up\nran", holder.OwnOutput);
        }
    }

    private Child Start(IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("env", command) { WorkingDirectory = _folder.Path, Environment = { ["DOTNET_CLI_HOME"] = _folder.Path, ["NUGET_PACKAGES"] = Path.Combine(_folder.Path, "packages") } };
        var child = Child.Start(start);
        _children.Add(child);
        return child;
    }

    private static void AssertSucceeds(Child child) => Assert.True(child.WaitForExit().GetAwaiter().GetResult() == 0, $"{child.Command}: {child.Output}");
}
