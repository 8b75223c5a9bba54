using Lifelines.Processes;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests;

public static class TerminatingWhatWasFound
{
    private static readonly ProcessEntry _found = Process(200, 60);

    public static TheoryData<string> Replacements { get; } = ["worker\0a\0", "sshd\0"];

    [Fact]
    public static void TheProcessThatWasFoundIsAskedToEnd()
    {
        var table = new FakeTable([_found]);
        var result = new Termination(table, TimeSpan.FromSeconds(10)).Run([_found], []);
        Assert.Equal([(200, "Ask")], table.Deeds);
        Assert.Equal(TerminationOutcome.Stopped, Assert.Single(result.Processes).Outcome);
    }

    [Theory]
    [MemberData(nameof(Replacements))]
    public static void NeverAProcessThatReusedThePid(string command) => AssertNotSignalled(Process(200, 61, command));

    [Fact]
    public static void NeverAProcessThatRunsAnotherProgramByNow() => AssertNotSignalled(Process(200, 60, "sleep\0600\0"));

    [Fact]
    public static void NeverAProcessThatHasEnded() => AssertNotSignalled(null);

    [Fact]
    public static async Task WithoutPidFdTheProcessIsLookedAtAgainBeforeEachSignal()
    {
        using var worker = new Worker();
        var child = await worker.StartHolder();
        var table = ProcessTable.Open();
        var entry = table.TryRead(child.Id)!;

        using (var stale = new PidHandle(new ProcessKey(entry.Key.StartTime - 1, entry.Pid), Read))
        {
            Assert.True(stale.HasExited);
            Assert.True(stale.Ask());
            stale.Kill();
        }

        using var handle = new PidHandle(entry.Key, Read);
        Assert.False(handle.HasExited);
        Assert.False(child.HasExited);
        Assert.True(handle.Ask());
        Assert.Equal(0, await child.WaitForExit());
        Assert.True(handle.HasExited);
        Assert.True(handle.Ask());

        ProcessKey? Read(int pid) => table.TryReadParent(pid)?.Key;
    }

    private static void AssertNotSignalled(ProcessEntry? now)
    {
        var table = new FakeTable([_found]);
        table.Now[200] = now;
        Assert.Empty(new Termination(table, TimeSpan.FromSeconds(10)).Run([_found], []).Processes);
        Assert.Empty(table.Deeds);
    }
}
