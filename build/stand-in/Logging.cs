using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.SystemConsole.Themes;

namespace Nuke.Common.Execution;

public static class Logging
{
    public static readonly LoggingLevelSwitch LevelSwitch = new(LogEventLevel.Debug);

    public static LoggerConfiguration ConfigureEnricher(this LoggerConfiguration configuration) => configuration;
    public static LoggerConfiguration ConfigureHost(this LoggerConfiguration configuration, INukeBuild? build) => configuration;

    public static LoggerConfiguration ConfigureConsole(this LoggerConfiguration configuration, INukeBuild? build) =>
        configuration.WriteTo.Console(
            outputTemplate: "{Timestamp:HH:mm:ss} [{Level:u3}] {Message:l}{NewLine}{Exception}",
            levelSwitch: LevelSwitch,
            theme: Report.HasColours ? AnsiConsoleTheme.Literate : ConsoleTheme.None,
            applyThemeToRedirectedOutput: true);

    public static LoggerConfiguration ConfigureInMemory(this LoggerConfiguration configuration, INukeBuild? build) =>
        configuration.WriteTo.Sink(InMemorySink.Instance, LogEventLevel.Warning);
    public static LoggerConfiguration ConfigureLevel(this LoggerConfiguration configuration) => configuration.MinimumLevel.Verbose();
    public static LoggerConfiguration ConfigureFilter(this LoggerConfiguration configuration, INukeBuild? build) => configuration;

    public static LoggerConfiguration ConfigureFiles(this LoggerConfiguration configuration, INukeBuild? build) =>
        build is null
            ? configuration
            : configuration
                .WriteTo.File(build.TemporaryDirectory / "build.log")
                .WriteTo.File(build.TemporaryDirectory / $"build.{DateTime.Now:yyyy-MM-dd_HH-mm-ss}.log");

    public static void Configure(INukeBuild? build = null)
    {
        if (Environment.GetEnvironmentVariable("NUKE_INTERNAL_INTERCEPTOR") == "1")
        {
            Log.Logger = new LoggerConfiguration().WriteTo.Console().CreateLogger();
            return;
        }

        if (build is not null)
            MakeRoomForLogFiles(build.TemporaryDirectory);

        Log.Logger = new LoggerConfiguration()
            .ConfigureEnricher()
            .ConfigureHost(build)
            .ConfigureConsole(build)
            .ConfigureInMemory(build)
            .ConfigureFiles(build)
            .ConfigureLevel()
            .ConfigureFilter(build)
            .CreateLogger();
    }

    // Fails while another engine of this root has the file open: the Serilog sink shares it for reading only.
    private static void MakeRoomForLogFiles(string directory)
    {
        foreach (var old in Directory.GetFiles(directory, "build.*.log").OrderDescending().Skip(5))
            File.Delete(old);

        var current = Path.Combine(directory, "build.log");
        if (File.Exists(current))
            new FileStream(current, FileMode.Truncate, FileAccess.Write, FileShare.None).Dispose();
    }

    public sealed class InMemorySink : ILogEventSink, IDisposable
    {
        private readonly List<LogEvent> _events = [];

        public static InMemorySink Instance { get; } = new();

        public IReadOnlyCollection<LogEvent> LogEvents => _events;

        public void Emit(LogEvent logEvent) => _events.Add(logEvent);

        public void Dispose() => _events.Clear();
    }
}
