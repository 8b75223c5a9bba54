using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>Finds and kills what a process has started.</summary>
internal sealed class Descendants(IProcessTable table, Opening opening)
{
    /// <summary>Kills a process and its descendants, all of which are suspended first: what is suspended starts no other.</summary>
    /// <returns>Whether this user may signal the process.</returns>
    public bool KillWith(Victim victim)
    {
        var found = new Dictionary<ProcessKey, IProcessHandle> { [victim.Process.Key] = victim.Handle };
        try
        {
            // Ends when a scan that began after all were suspended finds no other.
            bool isComplete;
            do
            {
                foreach (var handle in found.Values)
                    handle.Suspend();

                isComplete = true;
                foreach (var child in table.ListParents().Where(link => !found.ContainsKey(link.Key) && found.Keys.Any(link.IsChildOf)).ToList())
                {
                    if (table.TryRead(child.Key.Pid) is { } entry && entry.Key == child.Key && opening.TryOpen(entry) is { } handle)
                    {
                        found.Add(entry.Key, handle);
                        isComplete = false;
                    }
                }
            }
            while (!isComplete);

            foreach (var handle in found.Values.Where(handle => handle != victim.Handle))
                _ = handle.Kill();

            return victim.Handle.Kill();
        }
        finally
        {
            foreach (var handle in found.Values.Where(handle => handle != victim.Handle))
                handle.Dispose();
        }
    }
}
