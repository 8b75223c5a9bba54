using Lifelines.Processes;
using Lifelines.Processes.Unix;

namespace Lifelines.EndToEnd.Backends;

public static class SignallingWithoutPidFd
{
    /// <summary>pidfd_send_signal (424) or pidfd_open (434), refused by a filter that answers EPERM (1) or ENOSYS (38).</summary>
    [Theory]
    [InlineData("424 1")]
    [InlineData("424 38")]
    [InlineData("434 1")]
    [InlineData("434 38")]
    public static async Task AFilterOfSystemCallsChangesNothing(string refused)
    {
        using var worker = new Worker(new Backend([Worker.Program], ("TESTWORKER_REFUSED", refused)));
        var (child, stubborn) = (await worker.StartHolder(), await worker.StartHolder("stubborn"));
        Assert.Equal(0, await worker.Terminate(600).WaitForExit());
        Assert.Equal(0, await child.WaitForExit());
        Assert.False(stubborn.HasExited);
        Assert.Equal(0, await worker.Terminate(0, "stubborn").WaitForExit());
        Assert.Equal(137, await stubborn.WaitForExit());
    }

    [Fact]
    public static async Task TheProcessIsLookedAtAgainBeforeEachSignal()
    {
        using var worker = new Worker();
        var child = await worker.StartHolder();
        var table = ProcessTable.Create();
        var entry = table.TryRead(child.Id)!;

        using (var stale = new PidHandle(new ProcessKey(entry.Key.StartTime - 1, entry.Pid), Read))
        {
            Assert.True(stale.HasExited);
            Assert.True(stale.RequestExit());
            _ = stale.Kill();
        }

        using var handle = new PidHandle(entry.Key, Read);
        Assert.False(handle.HasExited);
        Assert.False(child.HasExited);
        Assert.True(handle.RequestExit());
        Assert.Equal(0, await child.WaitForExit());
        Assert.True(handle.HasExited);
        Assert.True(handle.RequestExit());

        ProcessKey? Read(int pid) => table.TryRead(pid)?.Key;
    }
}
