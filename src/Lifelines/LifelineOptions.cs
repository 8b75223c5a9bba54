namespace Lifelines;

/// <summary>What makes two processes the same lifeline, how long a termination waits, and who is told what happens.</summary>
public sealed record LifelineOptions
{
    /// <summary>
    /// The name in messages; null for the program's own. Other processes do not see it: what tells lifelines apart is
    /// their commands. Within one process, values with a predicate of <see cref="IsSameCommand"/> are the same lifeline
    /// if they have the same name.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// Another program, by its file name or path, or that of the <c>.cs</c> file that it is built from: for tools that list
    /// or end its processes. Null for this program. Needs <see cref="IsSameCommand"/>; this process cannot hold the lifeline.
    /// </summary>
    public string? Program { get; init; }

    /// <summary>
    /// Whether programs of the same file name in different folders are different programs. The folder is where the
    /// program really lies, symbolic links resolved: a release that is deployed into a new folder counts as another program.
    /// Default: false.
    /// </summary>
    public bool ComparesFolder { get; init; }

    /// <summary>Whose processes count. Default: <see cref="LifelineScope.Machine"/>.</summary>
    public LifelineScope Scope { get; init; }

    /// <summary>
    /// Tells from the arguments of a process that runs the program (those after the program itself) whether it is
    /// the same lifeline, or null to compare them with the arguments of this process, one by one.
    /// </summary>
    public Func<IReadOnlyList<string>, bool>? IsSameCommand { get; init; }

    /// <summary>
    /// How long a process may take to exit after that was requested, before it is killed;
    /// <see cref="Timeout.InfiniteTimeSpan"/> to never kill it. Default: 10 seconds, or as long as the process says that it
    /// needs (<see cref="LifelineContext.ReportStopping"/>) if that is longer.
    /// </summary>
    public TimeSpan? GracePeriod { get; init; }

    /// <summary>
    /// Whether SIGTERM, SIGINT and SIGHUP cancel the action's token. False for an action that handles them itself, and
    /// calls <see cref="LifelineContext.ReportStopping"/> then. Default: true.
    /// </summary>
    public bool HandlesSignals { get; init; } = true;

    /// <summary>
    /// How long the action may give no sign of life (<see cref="LifelineContext.ReportAlive"/>). After that its token is cancelled, and if it has not
    /// ended after the grace period, the process ends itself with what it started, and exit code 70. On Linux, the next start
    /// replaces a process that was stopped, as by SIGSTOP, for longer than that; with <see cref="BacksOff"/>, also one that was for that long when it was
    /// to start the action again. Default: null, as long as it likes.
    /// </summary>
    public TimeSpan? MaximumSilence { get; init; }

    /// <summary>
    /// How long the action may run, with <see cref="BacksOff"/> each time it is started. After that its token is cancelled, and if it has not ended after the grace period, the process
    /// ends itself with what it started, and exit code 124. Default: null, as long as it likes.
    /// </summary>
    public TimeSpan? MaximumRunTime { get; init; }

    /// <summary>
    /// Whether this process starts an action that throws an exception again, and holds the lifeline meanwhile. One that fails within a minute is
    /// started after 1, 2, 4 and up to 60 minutes; one that ran for ten minutes, at once. Others see why, and when:
    /// <see cref="LifelineProcess.Failure"/> and <see cref="LifelineProcess.RetryAt"/>. Default: false.
    /// </summary>
    public bool BacksOff { get; init; }

    /// <summary>
    /// Makes the lock that keeps processes on other machines from running as well; null to look at this machine only. Called
    /// when no other process of this machine holds the lifeline. For actions that take a token, which is cancelled when the lock is lost.
    /// </summary>
    public Func<SharedLock>? SharedLock { get; init; }

    /// <summary>Whether a start stays and waits for the <see cref="SharedLock"/> while another machine has it: one on each machine. Default: false.</summary>
    public bool StandsBy { get; init; }

    /// <summary>
    /// Called with each event, on the thread where it happens. An exception that it throws reaches the caller of the lifeline; nobody, if the lock was lost or the process is being ended. If it is null, the
    /// last line of a worker, and why it is told to end, go to standard error.
    /// </summary>
    public Action<LifelineEvent>? OnEvent { get; init; }

    /// <summary>Checks the options.</summary>
    /// <exception cref="ArgumentException">An option has a value that it cannot have, or two exclude each other.</exception>
    internal void Validate(string parameter)
    {
        if (Name is not null && string.IsNullOrWhiteSpace(Name))
            throw new ArgumentException("Name is empty. Leave it null for the program's own name.", parameter);

        if (Program is not null && string.IsNullOrWhiteSpace(Program))
            throw new ArgumentException("Program is empty. Leave it null for this program.", parameter);

        if (Program is not null && IsSameCommand is null)
            throw new ArgumentException("Program needs IsSameCommand: the arguments of this process are not those of another program.", parameter);

        if (Program is not null && ComparesFolder && !Path.IsPathRooted(Program))
            throw new ArgumentException($"ComparesFolder needs a Program with its folder, and \"{Program}\" is not a full path.", parameter);

        if (StandsBy && SharedLock is null)
            throw new ArgumentException("StandsBy needs a SharedLock to wait for.", parameter);

        if (BacksOff && SharedLock is not null)
            throw new ArgumentException("BacksOff would keep a SharedLock while nothing works: leave it out, so that another machine takes over from one on which the action fails.", parameter);

        if (Scope is not (LifelineScope.Machine or LifelineScope.CurrentUser))
            throw new ArgumentOutOfRangeException(parameter, Scope, "Scope is neither Machine nor CurrentUser.");

        if (GracePeriod < TimeSpan.Zero && GracePeriod != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(parameter, GracePeriod, "GracePeriod is negative.");

        if (MaximumSilence <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(parameter, MaximumSilence, "MaximumSilence is not positive. Leave it null to let the action be silent.");

        if (MaximumRunTime <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(parameter, MaximumRunTime, "MaximumRunTime is not positive. Leave it null to let the action run.");
    }
}
