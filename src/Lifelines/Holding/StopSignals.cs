using System.Runtime.InteropServices;

namespace Lifelines.Holding;

/// <summary>
/// Cancels a token on SIGTERM, SIGINT or SIGHUP (on Windows Ctrl+C, Ctrl+Break, the console's closing and the system's
/// shutdown) until disposed. A second SIGTERM or SIGINT ends the process at once, as it would without this.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    // What Windows makes of these: Ctrl+C is SIGINT, Ctrl+Break is SIGQUIT, the console's closing is SIGHUP, the system's shutdown is SIGTERM.
    private static readonly PosixSignal[] _signals = OperatingSystem.IsWindows()
        ? [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT]
        : [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP];

#pragma warning disable CA2213 // Not disposed: a signal may still be on its way to it.
    private readonly CancellationTokenSource _source = new();
#pragma warning restore CA2213
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _received;

    public StopSignals()
    {
        Token = _source.Token;
        foreach (var signal in _signals)
            _registrations.Add(PosixSignalRegistration.Create(signal, Stop));
    }

    /// <summary>The token that the first signal cancels.</summary>
    public CancellationToken Token { get; }

    /// <summary>Stops listening: signals have their default effect again.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        var isFirst = Interlocked.Exchange(ref _received, 1) == 0;

        // A closing terminal sends SIGHUP to the process and may follow it with others: only a deliberate second signal ends it.
        context.Cancel = isFirst || context.Signal == PosixSignal.SIGHUP;
        if (isFirst)
            _source.Cancel();
    }
}
