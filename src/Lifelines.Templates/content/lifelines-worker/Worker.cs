using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

internal sealed class Worker(ILogger<Worker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                logger.LogInformation("working");
                await Task.Delay(TimeSpan.FromSeconds(10), stoppingToken);
            }
        }
        finally
        {
            logger.LogInformation("cleaned up");
        }
    }
}
