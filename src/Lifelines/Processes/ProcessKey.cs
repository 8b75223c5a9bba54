namespace Lifelines.Processes;

/// <summary>
/// Names one process for good, where a pid alone may be given to another process later. Ordered by age, oldest first.
/// </summary>
/// <param name="StartTime">When the kernel created it, in a unit and from a moment of the process table's choice.</param>
/// <param name="Pid">The process id.</param>
internal readonly record struct ProcessKey(ulong StartTime, int Pid) : IComparable<ProcessKey>
{
    public int CompareTo(ProcessKey other) =>
        StartTime != other.StartTime ? StartTime.CompareTo(other.StartTime) : Pid.CompareTo(other.Pid);

    public bool IsOlderThan(ProcessKey other) => CompareTo(other) < 0;
}
