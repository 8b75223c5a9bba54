using System.Runtime.InteropServices;

namespace Lifelines.Processes.Unix;

/// <summary>Where there is nothing better than the pid: looks again, right before each signal, whether it still is the same process.</summary>
/// <param name="key">The process.</param>
/// <param name="read">Looks which process has a pid now; null if none that runs.</param>
internal sealed class PidHandle(ProcessKey key, Func<int, ProcessKey?> read) : SignalHandle
{
    public override bool HasExited => read(key.Pid) != key;

    public override void Dispose()
    {
    }

    public override bool Signal(int signal) =>
        HasExited || LibC.Kill(key.Pid, signal) == 0 || Marshal.GetLastPInvokeError() == LibC.ESRCH;
}
