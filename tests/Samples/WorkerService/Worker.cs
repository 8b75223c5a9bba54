using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

internal sealed partial class Worker(ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Say("the worker has started");
        try
        {
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        finally
        {
            Say("the worker has cleaned up");
        }
    }

    [LoggerMessage(LogLevel.Information, "{Text}")]
    private partial void Say(string text);
}
