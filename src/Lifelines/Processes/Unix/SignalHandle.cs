namespace Lifelines.Processes.Unix;

/// <summary>Unix: what a handle does is a signal.</summary>
internal abstract class SignalHandle : IProcessHandle
{
    public abstract bool HasExited { get; }

    public bool RequestExit()
    {
        // A stopped process gets the signal when it is resumed.
        var isPermitted = Signal(LibC.SIGTERM);
        if (isPermitted)
            _ = Signal(LibC.SIGCONT);

        return isPermitted;
    }

    public void Suspend() => _ = Signal(LibC.SIGSTOP);

    public bool Kill() => Signal(LibC.SIGKILL);

    public abstract void Dispose();

    /// <summary>Sends a signal, unless the process has exited.</summary>
    /// <returns>Whether this user may signal the process.</returns>
    public abstract bool Signal(int signal);
}
