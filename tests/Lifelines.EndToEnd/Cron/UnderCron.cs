using Lifelines.EndToEnd.Scripts;

namespace Lifelines.EndToEnd.Cron;

[Needs("root", "namespaces", "cron")]
[Collection<BuiltRepositoryCollection>]
public sealed class UnderCron(BuiltRepository repository)
{
    private readonly RepositoryCopy _copy = repository.Copy;

    [Fact]
    public async Task OneWorkerRunsIsBackWithinAMinuteAndTicksAreSilent()
    {
        using var logs = new TemporaryFolder();
        using var crontab = new TemporaryFolder();
        using var cron = await CronDaemon.Start(
            crontab,
            $"* * * * * root {_copy.Script} {_copy.Lifeline}-lifeline --interval 0.1 > {logs.Path}/$$.log 2>&1; echo \"ended with $?\" > {logs.Path}/$$.exit\n");

        var first = await WaitForWorker(cron, null);
        await WaitForSilentTicks(logs.Path, 1, cron);
        Assert.Equal([first], FindWorkers());

        var silentTicks = SilentTicks(logs.Path).Count();
        Shell.Kill(first);
        var second = await WaitForWorker(cron, first);
        await WaitForSilentTicks(logs.Path, silentTicks + 1, cron);
        Assert.Equal([second], FindWorkers());
    }

    private async Task<int> WaitForWorker(Child cron, int? dead)
    {
        int? worker = null;
        await Eventually.IsTrue(
            () => (worker = FindWorkers().Cast<int?>().FirstOrDefault(pid => pid != dead)) is not null && File.Exists(Path.Combine(_copy.Root, ".nuke", "temp", $"{_copy.Lifeline}.heartbeat")),
            () => $"no worker came: {cron.Output}");
        return worker!.Value;
    }

    private static Task WaitForSilentTicks(string logs, int count, Child cron) =>
        Eventually.IsTrue(() => SilentTicks(logs).Count() >= count, () => $"there are not {count} ticks that found the worker: {cron.Output}");

    // A tick whose log is not empty became the worker.
    private static IEnumerable<string> SilentTicks(string logs) => Directory.GetFiles(logs, "*.exit")
        .Where(file => File.ReadAllText(file) == "ended with 0\n" && new FileInfo(Path.ChangeExtension(file, ".log")).Length == 0);

    private IReadOnlyList<int> FindWorkers() =>
        ProcessList.Find(command => command is [var program, var target, ..] && target == $"{_copy.Lifeline}-lifeline" && program.StartsWith(Path.Combine(_copy.Root, "build", "bin"), StringComparison.Ordinal));
}
