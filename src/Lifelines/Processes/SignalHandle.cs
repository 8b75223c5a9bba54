namespace Lifelines.Processes;

/// <summary>Unix: what a handle does is a signal.</summary>
internal abstract class SignalHandle : IProcessHandle
{
    public abstract bool HasExited { get; }

    public bool Ask()
    {
        // A stopped process gets the signal when it is continued.
        var isPermitted = Signal(LibC.SIGTERM);
        if (isPermitted)
            _ = Signal(LibC.SIGCONT);

        return isPermitted;
    }

    public void Freeze() => _ = Signal(LibC.SIGSTOP);

    public void Kill() => _ = Signal(LibC.SIGKILL);

    public abstract void Dispose();

    /// <summary>Sends a signal, unless the process has ended.</summary>
    /// <returns>Whether this user may signal the process.</returns>
    protected abstract bool Signal(int signal);
}
