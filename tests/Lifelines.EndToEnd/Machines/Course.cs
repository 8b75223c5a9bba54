using System.Diagnostics;

namespace Lifelines.EndToEnd.Machines;

/// <summary>The course of one fault.</summary>
/// <param name="site">Where it happens.</param>
/// <param name="server">The PostgreSQL server; null on Redis.</param>
/// <param name="worker">The arguments of the worker.</param>
internal sealed class Course(Site site, PostgresServer? server, string[] worker)
{
    private static readonly TimeSpan _toExit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan _toBeTold = TimeSpan.FromSeconds(3);

    private Child? _holder;
    private bool _isOver;

    public PostgresServer? Server => server;

    public async Task<Fault> RunAsync(string name, Func<Course, Task> happen, bool takesOver)
    {
        _holder = site.First.Start([Site.Worker, .. worker]);
        var before = await site.WaitForWork(site.First);
        var isStandingBy = new TaskCompletionSource();
        _ = StandByAsync(isStandingBy);
        await isStandingBy.Task;
        var fault = Stopwatch.GetTimestamp();
        await happen(this);
        if (takesOver)
            _ = await site.WaitForWork(site.Second);

        // A holder that is not ended, since it was not told, works on beside the other.
        _ = await Task.WhenAny(_holder.WaitForExit(), Task.Delay(takesOver ? _toExit : _toBeTold));

        var logs = site.ReadLogs();
        var first = logs.Single(log => log.Host == before.Host);
        var second = logs.FirstOrDefault(log => log.Host == site.Second.Name);
        _isOver = true;
        return new Fault(
            name,
            first.Told is { } told ? Stopwatch.GetElapsedTime(fault, told) : null,
            second is null ? null : Stopwatch.GetElapsedTime(fault, second.Start),
            second is null || first.LastWork < second.Start ? TimeSpan.Zero : Stopwatch.GetElapsedTime(second.Start, first.LastWork),
            _holder.HasExited ? await _holder.WaitForExit() : null,
            _holder.Output,
            await HasLeftChildrenAsync());
    }

    public Task KillAsync()
    {
        Shell.Kill(Machine.ChildOf(_holder!.Id));
        return Task.CompletedTask;
    }

    public async Task RestartAsync(TimeSpan pause)
    {
        await server!.StopAsync();
        await Task.Delay(pause);
        await server.StartAsync();
    }

    public Task CutOffAsync()
    {
        site.CutOff(site.First);
        return Task.CompletedTask;
    }

    public async Task PauseAsync(TimeSpan time)
    {
        var pid = Machine.ChildOf(_holder!.Id);
        Shell.Signal("STOP", pid);
        await Task.Delay(time);
        Shell.Signal("CONT", pid);
    }

    public Task EndConnectionAsync()
    {
        _ = server!.Query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'lifeline faults first %'");
        return Task.CompletedTask;
    }

    private async Task<bool> HasLeftChildrenAsync()
    {
        using var search = site.First.Start("pgrep", "-f", "^sleep 3600");
        return await search.WaitForExit() == 0;
    }

    /// <summary>Starts the worker on the second machine again and again, as cron does.</summary>
    private async Task StandByAsync(TaskCompletionSource isStandingBy)
    {
        while (!_isOver)
        {
            using var child = site.Second.Start(["env", "LIFELINES_VERBOSE=1", Site.Worker, .. worker.Where(argument => argument != "stubborn"), "standby"]);
            if (!isStandingBy.Task.IsCompleted)
            {
                _ = await child.WaitForLine("is already running");
                isStandingBy.SetResult();
            }

            _ = await child.WaitForExit();
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }
}
