using System.Runtime.InteropServices;
using Lifelines.Processes.Unix;

namespace Lifelines.Holding;

/// <summary>
/// Cancels a token on SIGTERM, SIGINT or SIGHUP (on Windows Ctrl+C, Ctrl+Break, the console's closing and the system's
/// shutdown) until disposed. A later SIGTERM or SIGINT ends the process at once, as it would without this.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>
    /// For how long a stop may arrive again: who signals a process group reaches <c>dotnet run</c> too, which passes the
    /// signal on to the program that has it already.
    /// </summary>
    public static readonly TimeSpan Echo = TimeSpan.FromSeconds(1);

    // What Windows makes of these: Ctrl+C is SIGINT, Ctrl+Break is SIGQUIT, the console's closing is SIGHUP, the system's shutdown is SIGTERM.
    private static readonly PosixSignal[] _signals = OperatingSystem.IsWindows()
        ? [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP, PosixSignal.SIGQUIT]
        : [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGHUP];

#pragma warning disable CA2213 // Not disposed: a signal may still be on its way to them.
    private readonly CancellationTokenSource _source = new();
    private ITimer? _end;
#pragma warning restore CA2213
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly Action _showStopping;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private long? _received;
    private volatile int _first;

    /// <param name="clock">Tells a stop from one that arrives again.</param>
    /// <param name="showStopping">Shows all other processes that this one was told to stop.</param>
    public StopSignals(TimeProvider clock, Action showStopping)
    {
        _clock = clock;
        _showStopping = showStopping;
        Token = _source.Token;
        foreach (var signal in _signals)
            _registrations.Add(PosixSignalRegistration.Create(signal, Stop));
    }

    /// <summary>The token that the first signal cancels.</summary>
    public CancellationToken Token { get; }

    /// <summary>The first signal; null if none came.</summary>
    public PosixSignal? First => _first == 0 ? null : (PosixSignal)_first;

    /// <summary>Has this process receive stop signals, also those that it was started with blocked.</summary>
    public static void Receive()
    {
        if (!OperatingSystem.IsWindows())
            BlockedSignals.Receive();
    }

    /// <summary>Stops listening: signals have their default effect again; after a stop, as soon as it cannot arrive again, and none is on its way to this any more.</summary>
    public void Dispose()
    {
        bool isStopped;
        lock (_lock)
            isStopped = _received is not null;

        if (isStopped)
            _end = _clock.CreateTimer(_ => Unregister(), null, Echo, Timeout.InfiniteTimeSpan);
        else
            Unregister();
    }

    /// <summary>Receives a signal.</summary>
    internal void Stop(PosixSignalContext context)
    {
        bool isFirst, isEcho;
        lock (_lock)
        {
            isFirst = _received is null;
            _received ??= _clock.GetTimestamp();
            isEcho = _clock.GetElapsedTime(_received.Value) < Echo;
        }

        // A closing terminal sends SIGHUP to the process and may follow it with others: only a deliberate second signal
        // ends it. Others who listen, such as a generic host, may have cancelled the effect already.
        context.Cancel |= isEcho || context.Signal == PosixSignal.SIGHUP;
        if (isFirst)
        {
            _first = (int)context.Signal;
            _showStopping();
            _source.Cancel();
        }
    }

    private void Unregister()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
    }
}
