using Microsoft.Extensions.Hosting;

internal sealed class Worker : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Console.WriteLine("the worker has started");
        try
        {
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        finally
        {
            Console.WriteLine("the worker has cleaned up");
        }
    }
}
