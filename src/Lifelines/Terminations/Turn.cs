using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>Tells whether it is this termination's turn to request a process's exit: a second SIGTERM would cut its cleaning up short.</summary>
/// <param name="table">The processes.</param>
/// <param name="userId">The user of this process.</param>
/// <param name="earlier">Terminations of the same lifeline that started earlier.</param>
/// <param name="gracePeriod">How long a process may take to exit.</param>
internal sealed class Turn(IProcessTable table, string userId, IReadOnlyList<Victim> earlier, TimeSpan gracePeriod)
{
    // A process is not killed before it was asked: if that is in doubt, it is asked so long before.
    private static readonly TimeSpan _notice = TimeSpan.FromSeconds(1);

    // An earlier termination may hang, for ever if it was stopped.
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _latest = gracePeriod == Timeout.InfiniteTimeSpan ? _longest : gracePeriod - _notice;

    /// <summary>Requests a process's exit, if it is time for that and nobody else did.</summary>
    /// <param name="victim">The process.</param>
    /// <param name="elapsed">For how long it has been waited for.</param>
    public void Request(Victim victim, TimeSpan elapsed)
    {
        if (victim.IsRequested)
            return;

        var others = earlier.Where(other => MaySignal(other.Process, victim.Process)).ToList();
        if (elapsed < _latest && others.Exists(other => !other.Handle.HasExited))
            return;

        // A process shows that it was told to stop, where the system has a place for that. Elsewhere, an earlier
        // termination that found it has told it, and may have been interrupted since.
        var isStopping = ProcessSign.SayStopping(table.ReadSigns(victim.Process.Key));
        if (isStopping == true)
            victim.IsRequested = true;
        else if (elapsed >= _latest || isStopping == false || !others.Exists(other => victim.Process.Key.IsOlderThan(other.Process.Key)))
            victim.RequestExit();
    }

    /// <summary>Whether it is time to end what is left, since no other termination does.</summary>
    /// <param name="elapsed">For how long it has been waited for.</param>
    public bool HasCome(TimeSpan elapsed) =>
        elapsed >= _latest || !earlier.Any(other => (other.Process.UserId == userId || IsAdministrator(other.Process.UserId)) && !other.Handle.HasExited);

    // Anybody can make a process with the words of a termination: only that of a user who may signal counts, kill(2).
    private bool MaySignal(ProcessEntry other, ProcessEntry process) =>
        other.UserId == process.UserId || other.UserId == userId || IsAdministrator(other.UserId);

    // On Unix a number, or a name in what BusyBox prints; on Windows LocalSystem's.
    private static bool IsAdministrator(string user) => user is "0" or "root" or "S-1-5-18";
}
