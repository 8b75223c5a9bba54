using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lifelines.Launcher;

/// <summary>Ends a build with all that it started when this process is told to stop, so that nothing of it is left behind.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignal(Process build)
    {
        foreach (var (signal, number) in new[] { (PosixSignal.SIGTERM, 15), (PosixSignal.SIGINT, 2), (PosixSignal.SIGHUP, 1) })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                ExitCode = 128 + number;
                try
                {
                    build.Kill(entireProcessTree: true);
                }
                catch (InvalidOperationException)
                {
                    // It has ended.
                }
            }));
        }
    }

    /// <summary>That of a process that ended by the signal; null if none came.</summary>
    public int? ExitCode { get; private set; }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());
}
