using System.ComponentModel;
using System.Diagnostics;

namespace Lifelines.Processes;

/// <summary>What a process has used so far; null where this user may not know.</summary>
/// <param name="CpuTime">The time that it has spent on all processors.</param>
/// <param name="WorkingSet">The physical memory that it uses, in bytes.</param>
internal sealed record ProcessUsage(TimeSpan? CpuTime, long? WorkingSet)
{
    /// <summary>Reads it; null if the process has ended.</summary>
    /// <param name="key">The process.</param>
    /// <param name="tryReadKey">Reads which process has a pid now: what was read by pid before is of this process only if it has the pid after.</param>
    public static ProcessUsage? TryRead(ProcessKey key, Func<int, ProcessKey?> tryReadKey)
    {
        var usage = TryRead(key.Pid);
        return tryReadKey(key.Pid) == key ? usage : null;
    }

    private static ProcessUsage? TryRead(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return new ProcessUsage(process.TotalProcessorTime, process.WorkingSet64);
        }
        catch (Win32Exception)
        {
            return new ProcessUsage(null, null);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
