using System.Text;
using Lifelines.Processes;
using Lifelines.Processes.Linux;
using Lifelines.Processes.Ps;
using Lifelines.Processes.Unix;

namespace Lifelines.EndToEnd.Backends;

/// <summary>What /proc and ps(1) show of the same machine at the same time. Not beside other tests: the search path of this process says which ps it is.</summary>
[Collection<Alone>]
public static class ComparingProcessTables
{
    [Fact]
    [Needs("ps")]
    public static async Task PsAgreesWithProc() => await AssertAgrees();

    [Fact]
    [Needs("busybox")]
    public static async Task ThePsOfBusyBoxAgreesWithProc()
    {
        using var busyBox = new BusyBoxFolder();
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", busyBox.SearchPath);
        try
        {
            await AssertAgrees();
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public static async Task ASwitchThatNamesNoTableIsAnError()
    {
        using var worker = new Worker(new Backend([Worker.Program], (ProcessTable.Switch, "top")));
        var child = worker.Start();
        Assert.Equal(3, await child.WaitForExit());
        Assert.Equal("LIFELINES_PROCESS_TABLE is \"top\". Set it to \"ps\" to look by ps(1), or to \"proc\", the default.", child.Output);
    }

    [Fact]
    public static async Task APsThatIsMissingOrFailsIsAnError()
    {
        using var folder = new TemporaryFolder();
        var ps = Path.Combine(folder.Path, "ps");
        await File.WriteAllTextAsync(ps, "#!/bin/sh\necho 'no such thing' >&2\nexit 1\n", TestContext.Current.CancellationToken);
        Shell.Run("chmod", "+x", ps);
        using var worker = new Worker(new Backend([Worker.Program], (ProcessTable.Switch, "ps"), ("PATH", $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}")));
        var child = worker.Start();
        Assert.Equal(3, await child.WaitForExit());
        Assert.Contains("failed, so no other process can be found: no such thing", child.Output, StringComparison.Ordinal);
    }

    private static async Task AssertAgrees()
    {
        using var worker = new Worker();
        using var sleeper = Child.Start("sleep", "600");
        var holder = await worker.StartHolder("default", "an argument with spaces");

        var proc = new LinuxProcessTable("/proc", Environment.ProcessId);
        var before = proc.ListParents();
        var lines = PsCommand.List(proc.TryReadStart).Where(line => !line.HasEnded).ToDictionary(line => line.Key.Pid);
        var after = proc.ListParents();
        var lasting = before.Intersect(after).ToList();

        Assert.Contains(lasting, process => process.Key.Pid == holder.Id);
        Assert.Contains(lasting, process => process.Key.Pid == sleeper.Id);
        Assert.DoesNotContain(lasting, process => !lines.ContainsKey(process.Key.Pid));
        foreach (var process in lasting)
        {
            var line = lines[process.Key.Pid];
            if (proc.TryReadStart(process.Key.Pid) is { } start)
                Assert.Equal((process.ParentPid, start), (line.ParentPid, line.Key.StartTime));
        }

        // In an exec, or after it, a process may show another command: those that this test started do not.
        foreach (var pid in (int[])[Environment.ProcessId, holder.Id, sleeper.Id])
        {
            var entry = proc.TryRead(pid)!;
            Assert.Equal(Encoding.UTF8.GetString(entry.CommandLine).TrimEnd('\0').Replace('\0', ' '), lines[pid].Arguments.TrimEnd(' '));
            Assert.Equal(proc.UserName(entry), LibC.UserName(lines[pid].UserId));
        }
    }
}
