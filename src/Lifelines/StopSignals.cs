using System.Runtime.InteropServices;

namespace Lifelines;

/// <summary>
/// Turns SIGTERM, SIGINT and SIGHUP (Ctrl+C, Ctrl+Break, close and shutdown on Windows) into a cancelled token for as long as it is not disposed. The first signal
/// cancels the token; a second SIGTERM or SIGINT ends the process at once, as it would without this.
/// </summary>
public sealed class StopSignals : IDisposable
{
#pragma warning disable CA2213 // Not disposed: a signal may still be on its way to it.
    private readonly CancellationTokenSource _source = new();
#pragma warning restore CA2213
    // What Windows makes of these: Ctrl+C is SIGINT, Ctrl+Break is SIGQUIT, the console's closing is SIGHUP, the system's shutdown is SIGTERM.
    private static readonly PosixSignal[] _signals = OperatingSystem.IsWindows()
        ? [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT]
        : [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP];

    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _received;

    /// <summary>Starts to listen to the signals.</summary>
    /// <exception cref="PlatformNotSupportedException">The platform has no signals.</exception>
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

    /// <summary>Runs an action until it ends; that it gave way to a signal is a normal end.</summary>
    /// <param name="action">The action; its token is cancelled by SIGTERM, SIGINT and SIGHUP.</param>
    /// <returns>A task that ends with the action, with its exception if it throws one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    public static async Task RunAsync(Func<CancellationToken, Task> action)
    {
        ArgumentNullException.ThrowIfNull(action);

        using var signals = new StopSignals();
        try
        {
            await action(signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
        }
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
