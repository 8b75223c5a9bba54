using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Lifelines.Nuke;

/// <summary>The engine's logger, inside whatever the build may make of it, so that it can let go of its files while it is in use.</summary>
internal sealed class EngineLog : ILogEventSink, IDisposable
{
    // NUKE's own name for a start that logs to the console only. It is read each time, and must be gone before the logo is written.
    private const string ConsoleOnly = "NUKE_INTERNAL_INTERCEPTOR";

    private static bool _hasNoFiles;

    private volatile ILogger _logger;

    private EngineLog(ILogger logger) => _logger = logger;

    /// <summary>
    /// To be called before the engine opens its log files: it fails where another engine of the same root has them open, and
    /// keeps others from starting (https://github.com/nuke-build/nuke/issues/1088).
    /// </summary>
    public static void DoWithoutFiles()
    {
        if (Environment.GetEnvironmentVariable(ConsoleOnly) is not null)
            return;

        _hasNoFiles = true;
        Environment.SetEnvironmentVariable(ConsoleOnly, "1");
    }

    /// <summary>To be called before the build sets up a logger of its own.</summary>
    public static EngineLog Install(INukeBuild build)
    {
        if (_hasNoFiles)
            Environment.SetEnvironmentVariable(ConsoleOnly, null);

        var log = new EngineLog(_hasNoFiles ? WithoutFiles(build).ConfigureInMemory(build).CreateLogger() : Log.Logger);
        Log.Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Sink(log).CreateLogger();
        return log;
    }

    /// <summary>Closes the files, and keeps no warnings for a summary: a worker may log them for months.</summary>
    public void LetGo(INukeBuild build)
    {
        var old = _logger;
        _logger = WithoutFiles(build).CreateLogger();
        (old as IDisposable)?.Dispose();
    }

    public void Emit(LogEvent logEvent) => _logger.Write(logEvent);

    public void Dispose() => (_logger as IDisposable)?.Dispose();

    private static LoggerConfiguration WithoutFiles(INukeBuild build) =>
        new LoggerConfiguration()
            .ConfigureEnricher()
            .ConfigureHost(build)
            .ConfigureConsole(build)
            .ConfigureLevel()
            .ConfigureFilter(build);
}
