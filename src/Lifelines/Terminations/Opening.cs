using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>Opens processes to signal them.</summary>
internal sealed class Opening(IProcessTable table)
{
    /// <summary>Opens a process that is still the one found; null if it is not.</summary>
    public IProcessHandle? TryOpen(ProcessEntry process)
    {
        if (table.TryOpen(process) is not { } handle)
            return null;

        // The handle refers to whatever has the pid now: only the same start time and command make it the one that was found.
        if (table.TryRead(process.Pid) is { } now && now.Key == process.Key && now.CommandLine.AsSpan().SequenceEqual(process.CommandLine))
            return handle;

        handle.Dispose();
        return null;
    }
}
