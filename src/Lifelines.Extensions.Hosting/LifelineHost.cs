using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Lifelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

// Where IHost is, by the convention of the packages that extend it.
namespace Microsoft.Extensions.Hosting;

/// <summary>Runs a host, unless another process of its lifeline is running.</summary>
/// <remarks>
/// The host handles signals as ever, and SIGHUP too; its own time-out for the shutdown counts, and terminations wait for that.
/// Its logger is told what happens: that another process is running as a debug message, so that cron has nothing to mail.
/// </remarks>
public static partial class LifelineHost
{
    // For how long a further signal may still be on its way after a stop.
    private static readonly TimeSpan _echo = TimeSpan.FromSeconds(1);

    private static readonly PosixSignal[] _signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT, PosixSignal.SIGHUP];

    /// <summary>Runs the host until it is shut down, unless another process of this lifeline is running: then no hosted service starts. Disposes the host.</summary>
    /// <param name="host">The host.</param>
    /// <param name="options">What makes two processes the same lifeline; by default the same program and arguments. <see cref="LifelineOptions.HandlesSignals"/> does not count.</param>
    /// <param name="cancellationToken">Shuts the host down.</param>
    /// <returns>What became of the start; the host's own exception comes through.</returns>
    /// <exception cref="ArgumentException">An option has a value that it cannot have, or two exclude each other.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="host"/> is null.</exception>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process, or what an earlier worker had started cannot be ended; the host did not start.</exception>
    /// <exception cref="InvalidOperationException">Other processes could not recognise this one, so the host did not start.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public static Task<LifelineResult> RunLifelineAsync(this IHost host, LifelineOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (options is { BacksOff: true } or { MaximumSilence: not null })
            throw new ArgumentException("A host starts once, and one that is there already cannot give signs of life. With BacksOff or MaximumSilence, call LifelineHost.RunAsync with a function that builds the host.", nameof(options));

        return RunAsync(host, _ => host, options, cancellationToken);
    }

    /// <summary>Builds a host and runs it until it is shut down, unless another process of this lifeline is running: then it is not even built.</summary>
    /// <param name="createHost">Builds the host.</param>
    /// <param name="options">What makes two processes the same lifeline; by default the same program and arguments. <see cref="LifelineOptions.HandlesSignals"/> does not count.</param>
    /// <param name="cancellationToken">Shuts the host down.</param>
    /// <returns>What became of the start; the host's own exception comes through.</returns>
    /// <exception cref="ArgumentException">An option has a value that it cannot have, or two exclude each other.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="createHost"/> is null.</exception>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process, or what an earlier worker had started cannot be ended; the host was not built.</exception>
    /// <exception cref="InvalidOperationException">Other processes could not recognise this one, so the host was not built.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public static Task<LifelineResult> RunAsync(Func<IHost> createHost, LifelineOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(createHost);
        if (options?.MaximumSilence is not null)
            throw new ArgumentException("With MaximumSilence the host has to give signs of life. Pass a function that takes the LifelineContext, and add that to the host's services.", nameof(options));

        return RunAsync(null, _ => createHost(), options, cancellationToken);
    }

    /// <inheritdoc cref="RunAsync(Func{IHost}, LifelineOptions, CancellationToken)"/>
    /// <param name="createHost">Builds the host, with a context by which its services give signs of life: add it to them as a singleton.</param>
    /// <param name="options">What makes two processes the same lifeline; by default the same program and arguments. <see cref="LifelineOptions.HandlesSignals"/> does not count.</param>
    /// <param name="cancellationToken">Shuts the host down.</param>
    public static Task<LifelineResult> RunAsync(Func<LifelineContext, IHost> createHost, LifelineOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(createHost);
        return RunAsync(null, createHost, options, cancellationToken);
    }

    private static async Task<LifelineResult> RunAsync(IHost? host, Func<LifelineContext, IHost> createHost, LifelineOptions? options, CancellationToken cancellationToken)
    {
        options ??= new LifelineOptions();
        var given = host;
        LifelineEvent? started = null;
        var lifeline = new Lifeline(options with { HandlesSignals = false, OnEvent = Tell });
        try
        {
            return await lifeline.RunAsync(BuildAndServeAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await DisposeAsync(host).ConfigureAwait(false);
        }

        async Task BuildAndServeAsync(LifelineContext context, CancellationToken token)
        {
            if (given is null)
            {
                // A host starts once: one that has failed is built anew.
                await DisposeAsync(Interlocked.Exchange(ref host, null)).ConfigureAwait(false);
                host = createHost(context) ?? throw new InvalidOperationException("The function that builds the host returned null.");
            }

            Log(host!, started!);
            await ServeAsync(host!, context, options.BacksOff, token).ConfigureAwait(false);
        }

        void Tell(LifelineEvent happened)
        {
            if (happened.Outcome == LifelineOutcome.Started)
                started = happened;
            else if (host is not null)
                Log(host, happened);
            else if (options.OnEvent is null && happened.Outcome != LifelineOutcome.AlreadyRunning)
                Console.Error.WriteLine(happened);

            options.OnEvent?.Invoke(happened);
        }
    }

    private static async Task DisposeAsync(IHost? host)
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync().ConfigureAwait(false);
        else
            host?.Dispose();
    }

    private static async Task ServeAsync(IHost host, LifelineContext context, bool isRetried, CancellationToken cancellationToken)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var timeout = host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        using var cancelled = cancellationToken.Register(() => context.ReportStopping(timeout));
        var signals = Register();
        try
        {
            await host.StartAsync(cancellationToken).ConfigureAwait(false);

            // The last registration is called first: before the host's own, which shuts it down.
            var early = signals;
            signals = Register();
            Dispose(early);
            await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);
        }
        catch when (isRetried)
        {
            await StopAsync(host).ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (context.StopTimeout is null)
                Dispose(signals);
            else
                _ = Task.Delay(_echo, CancellationToken.None).ContinueWith(_ => Dispose(signals), TaskScheduler.Default);
        }

        // A host that was stopped by the failure of a service does not fail itself.
        if (isRetried && context.StopTimeout is null && FindFailure(host) is { } failure)
            ExceptionDispatchInfo.Throw(failure);

        List<PosixSignalRegistration> Register() => [.. _signals.Select(signal => PosixSignalRegistration.Create(signal, Receive))];

        static void Dispose(List<PosixSignalRegistration> registrations) => registrations.ForEach(registration => registration.Dispose());

        void Receive(PosixSignalContext signal)
        {
            // Further signals do not cut the shutdown short; the first is the host's own affair, but for SIGHUP.
            signal.Cancel |= context.StopTimeout is not null || signal.Signal == PosixSignal.SIGHUP;
            if (context.StopTimeout is null)
                context.ReportStopping(timeout, signal.Signal);

            if (signal.Signal == PosixSignal.SIGHUP)
                lifetime.StopApplication();
        }
    }

    private static Exception? FindFailure(IHost host) =>
        host.Services.GetRequiredService<IOptions<HostOptions>>().Value.BackgroundServiceExceptionBehavior == BackgroundServiceExceptionBehavior.StopHost
            ? host.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(service => service.ExecuteTask?.Exception?.InnerException).FirstOrDefault(exception => exception is not null)
            : null;

    /// <summary>Stops what has started of a host whose start has failed: it would work on until the next start.</summary>
    private static async Task StopAsync(IHost host)
    {
        try
        {
            await host.StopAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The start's own exception says what is wrong.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private static void Log(IHost host, LifelineEvent happened)
    {
        var level = happened.Outcome switch
        {
            LifelineOutcome.AlreadyRunning => LogLevel.Debug,
            LifelineOutcome.Failed or LifelineOutcome.Retrying or LifelineOutcome.Silent or LifelineOutcome.RanTooLong or LifelineOutcome.LeaseLost => LogLevel.Error,
            _ => LogLevel.Information,
        };
        var logger = host.Services.GetRequiredService<ILogger<Lifeline>>();
        Log(logger, level, happened, happened.Exception);
    }

    [LoggerMessage(EventId = 1, Message = "{Event}")]
    private static partial void Log(ILogger logger, LogLevel level, LifelineEvent @event, Exception? exception);
}
