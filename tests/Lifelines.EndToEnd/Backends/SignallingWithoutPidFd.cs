using Lifelines.Processes;
using Lifelines.Processes.Unix;

namespace Lifelines.EndToEnd.Backends;

public static class SignallingWithoutPidFd
{
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
