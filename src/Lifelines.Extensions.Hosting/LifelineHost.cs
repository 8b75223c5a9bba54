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
        return RunAsync(host, () => host, options, cancellationToken);
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
        return RunAsync(null, createHost, options, cancellationToken);
    }

    private static async Task<LifelineResult> RunAsync(IHost? host, Func<IHost> createHost, LifelineOptions? options, CancellationToken cancellationToken)
    {
        options ??= new LifelineOptions();
        LifelineEvent? started = null;
        var lifeline = new Lifeline(options with { HandlesSignals = false, OnEvent = Tell });
        try
        {
            return await lifeline.RunAsync(BuildAndServeAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (host is IAsyncDisposable disposable)
                await disposable.DisposeAsync().ConfigureAwait(false);
            else
                host?.Dispose();
        }

        Task BuildAndServeAsync(LifelineContext context, CancellationToken token)
        {
            host ??= createHost() ?? throw new InvalidOperationException("The function that builds the host returned null.");
            Log(host, started!);
            return ServeAsync(host, context, token);
        }

        void Tell(LifelineEvent happened)
        {
            if (happened.Outcome == LifelineOutcome.Started)
                started = happened;
            else if (host is not null)
                Log(host, happened);

            options.OnEvent?.Invoke(happened);
        }
    }

    private static async Task ServeAsync(IHost host, LifelineContext context, CancellationToken cancellationToken)
    {
        var lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        var timeout = host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
        using var stopping = lifetime.ApplicationStopping.Register(() => context.ReportStopping(timeout));
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        await host.StartAsync(cancellationToken).ConfigureAwait(false);
        await host.WaitForShutdownAsync(cancellationToken).ConfigureAwait(false);

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            lifetime.StopApplication();
        }
    }

    private static void Log(IHost host, LifelineEvent happened)
    {
        var level = happened.Outcome switch
        {
            LifelineOutcome.AlreadyRunning => LogLevel.Debug,
            LifelineOutcome.Failed => LogLevel.Error,
            _ => LogLevel.Information,
        };
        var logger = host.Services.GetRequiredService<ILogger<Lifeline>>();
        Log(logger, level, happened, happened.Exception);
    }

    [LoggerMessage(EventId = 1, Message = "{Event}")]
    private static partial void Log(ILogger logger, LogLevel level, LifelineEvent @event, Exception? exception);
}
