using System.Collections.Concurrent;
using Lifelines.Holding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lifelines.Tests.Sharing;

#pragma warning disable CA2000 // The lifeline disposes the lease, and the host its logger.
[Collection(nameof(StopSign))]
public static class LosingALockInAHost
{
    /// <summary>Where only errors are logged, too, the log says why the host has stopped.</summary>
    [Fact]
    public static async Task ItIsLoggedAsAnError()
    {
        var lease = new FakeLease();
        var log = new Log();
        var asked = 0;
        var options = new LifelineOptions
        {
            Name = "host",
            // Of this process, which is asked about first.
            IsSameCommand = _ => asked++ == 0,
            Scope = LifelineScope.CurrentUser,
            SharedLock = () => new FakeLock(_ => Task.FromResult<SharedLease?>(lease), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)),
        };
        var result = await LifelineHost.RunAsync(Build, options, TestContext.Current.CancellationToken);
        Environment.ExitCode = 0;
        Assert.Equal(LifelineOutcome.LeaseLost, result.Outcome);
        Assert.Contains(LogLevel.Error, log.Levels);

        IHost Build()
        {
            var host = new HostBuilder().ConfigureLogging(logging => logging.AddProvider(log)).Build();
            _ = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(lease.Lose);
            return host;
        }
    }

    /// <summary>Notes how grave it is what lifelines log.</summary>
    private sealed class Log : ILoggerProvider, ILogger
    {
        private static readonly string _category = typeof(Lifeline).FullName!;

        public ConcurrentQueue<LogLevel> Levels { get; } = new();

        public ILogger CreateLogger(string categoryName) => categoryName == _category ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Levels.Enqueue(logLevel);

        public void Dispose()
        {
        }
    }
}
