using Lifelines.Processes;

namespace Lifelines.Identity;

/// <summary>The folder of a lifeline's program, for lifelines that compare it.</summary>
internal sealed class ProgramFolder(IProcessTable table, string folder)
{
    /// <summary>Leaves the processes whose program may lie in the folder.</summary>
    public ProcessScan Narrow(ProcessScan scan) => scan with { Others = [.. scan.Others.Where(process => table.TryReadFolder(process) is not { } other || other == folder)] };

    /// <summary>Fails if it is not certain that one of the processes lies in the folder.</summary>
    /// <exception cref="LifelineException">The folder of a process cannot be told.</exception>
    public void Ensure(IReadOnlyList<ProcessEntry> processes)
    {
        foreach (var process in processes)
        {
            if (table.TryReadFolder(process) is null && table.TryRead(process.Pid)?.Key == process.Key)
                throw new LifelineException($"It cannot be told where the program of process {process.Pid} lies, so it is not terminated. Run as root or as {table.UserName(process)}.");
        }
    }
}
