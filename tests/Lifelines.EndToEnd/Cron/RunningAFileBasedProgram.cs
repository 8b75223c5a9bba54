using Lifelines.EndToEnd.Packages;

namespace Lifelines.EndToEnd.Cron;

[Needs("root", "namespaces", "cron")]
[Collection<SdkProgramsCollection>]
public sealed class RunningAFileBasedProgram(SdkPrograms programs)
{
    [Fact]
    public async Task TheFirstTickWorksAndTheNextLeaves()
    {
        using var folder = new TemporaryFolder();
        using var logs = new TemporaryFolder();
        var (program, name, log) = (programs.One, $"name-{Guid.NewGuid():N}", Path.Combine(logs.Path, "log"));
        using var cron = await CronDaemon.Start(
            folder,
            $"""
            PATH=/usr/local/bin:/usr/bin:/bin:{Repository.DotNet}
            XDG_DATA_HOME={program.Cache}
            * * * * * root {program.File} {name} >> {log} 2>&1 && echo ended with 0 >> {log}

            """);
        await Eventually.IsTrue(() => ReadLog().EndsWith("yielded\nended with 0\n", StringComparison.Ordinal), () => $"cron printed {cron.Output}, and its job {ReadLog()}");
        Assert.Equal("running\nyielded\nended with 0\n", ReadLog());
        _ = Assert.Single(ProcessList.Find(command => command.Contains(name) && command[0].StartsWith(program.Cache, StringComparison.Ordinal)));

        string ReadLog() => File.Exists(log) ? File.ReadAllText(log) : "";
    }
}
