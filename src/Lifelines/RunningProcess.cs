namespace Lifelines;

/// <summary>A running process of a lifeline, with what it has used so far.</summary>
/// <param name="Process">The process.</param>
/// <param name="CpuTime">The time that it has spent on all processors, or null if this user may not know.</param>
/// <param name="Memory">The physical memory that it uses, in bytes, or null if this user may not know.</param>
public sealed record RunningProcess(LifelineProcess Process, TimeSpan? CpuTime, long? Memory)
{
    /// <summary>Reads what a process has used; null if it has ended.</summary>
    internal static RunningProcess? TryRead(LifelineProcess process)
    {
        try
        {
            using var running = System.Diagnostics.Process.GetProcessById(process.Id);
            return new RunningProcess(process, running.TotalProcessorTime, running.WorkingSet64);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return new RunningProcess(process, null, null);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
