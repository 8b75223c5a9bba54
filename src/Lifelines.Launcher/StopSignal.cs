using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lifelines.Launcher;

/// <summary>Ends a build with all that it started when this process is told to stop, so that nothing of it is left behind.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private Process? _build;
    private int? _exitCode;

    public StopSignal()
    {
        foreach (var (signal, number) in new[] { (PosixSignal.SIGTERM, 15), (PosixSignal.SIGINT, 2), (PosixSignal.SIGHUP, 1) })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                Stop(128 + number);
            }));
        }
    }

    /// <summary>Waits until the build ends, or is ended.</summary>
    /// <exception cref="StoppedException">This process was told to stop.</exception>
    public void WaitFor(Process build)
    {
        lock (_lock)
        {
            _build = build;
            if (_exitCode is not null)
                Kill();
        }

        build.WaitForExit();
        lock (_lock)
            _build = null;

        if (_exitCode is { } exitCode)
            throw new StoppedException(exitCode);
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Stop(int exitCode)
    {
        lock (_lock)
        {
            _exitCode = exitCode;
            Kill();
        }
    }

    private void Kill()
    {
        try
        {
            _build?.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }
    }
}
