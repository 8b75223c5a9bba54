using System.Runtime.InteropServices;

namespace Lifelines.Processes;

/// <summary>Where there is nothing better than the pid: looks again, right before each signal, whether it still is the same process.</summary>
internal sealed class PidHandle(IProcessTable table, ProcessEntry entry) : IProcessHandle
{
    public bool HasExited => table.TryReadParent(entry.Pid)?.Key != entry.Key;

    public bool Signal(int signal) =>
        HasExited || LibC.Kill(entry.Pid, signal) == 0 || Marshal.GetLastPInvokeError() == LibC.ESRCH;

    public void Dispose()
    {
    }
}
