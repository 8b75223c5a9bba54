using Lifelines.Nuke;
using Nuke.Common;
using Nuke.Common.Execution;
using Serilog;

/// <summary>A build with a logger of its own, around the engine's, and a worker that warns.</summary>
[LifelineTargets]
internal sealed class LoggingBuild : NukeBuild
{
    public LoggingBuild() => this.DefineLifelineTargets("appname", async token =>
    {
        for (var i = 0; i < 100; i++)
            Log.Warning("a warning");

        Console.WriteLine($"{Logging.InMemorySink.Instance.LogEvents.Count} warnings are kept");
        await Build.WaitAsync(token);
    });

    private Target Other => definition => definition
        .Executes(() => Log.Warning("other has worked"));

    private Target Work => definition => definition
        .Executes(() =>
        {
            Log.Warning("work has begun");
            Thread.Sleep(Timeout.Infinite);
        });

    public static int Start() => Execute<LoggingBuild>(build => build.Other);

    protected override void OnBuildCreated() =>
        Log.Logger = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Logger(Log.Logger).WriteTo.Sink(new OwnSink()).CreateLogger();

    private sealed class OwnSink : Serilog.Core.ILogEventSink
    {
        public void Emit(Serilog.Events.LogEvent logEvent)
        {
            if (logEvent.Level == Serilog.Events.LogEventLevel.Warning)
                Console.WriteLine($"own: {logEvent.RenderMessage()}");
        }
    }
}
