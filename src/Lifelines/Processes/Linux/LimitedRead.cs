using System.Runtime.ExceptionServices;

namespace Lifelines.Processes.Linux;

/// <summary>
/// Reads on a thread of its own, so that a read that never ends is an error: the kernel reads a command under a lock of
/// the process's memory, which one that hangs on a dead file system may hold for hours. No signal but SIGKILL interrupts that.
/// </summary>
internal sealed class LimitedRead
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(5);

    private volatile int _pid;
    private volatile int _reads;

    /// <summary>Notes that a process is to be read.</summary>
    public void Begin(int pid)
    {
        _pid = pid;
        _reads++;
    }

    /// <summary>Reads.</summary>
    /// <exception cref="LifelineException">A process could not be read in time.</exception>
    public void Run(Action read)
    {
        ExceptionDispatchInfo? exception = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    read();
                }
#pragma warning disable CA1031 // Thrown again by the caller's thread.
                catch (Exception caught)
#pragma warning restore CA1031
                {
                    exception = ExceptionDispatchInfo.Capture(caught);
                }
            },
            maxStackSize: 256 * 1024)
        {
            // One that hangs does not keep the process from ending.
            IsBackground = true,
        };
        thread.Start();
        for (var reads = _reads; !thread.Join(_limit); reads = _reads)
        {
            if (reads == _reads)
            {
                throw new LifelineException(
                    $"Process {_pid} could not be read within {_limit.TotalSeconds:0} seconds, so it cannot be told what it is. The kernel keeps its memory locked, as for one that waits for a file system that does not answer. " +
                    $"Bring back what it waits for (/proc/{_pid}/stack), or kill it.");
            }
        }

        exception?.Throw();
    }
}
