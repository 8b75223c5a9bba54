using System.Globalization;
using Serilog;

/// <summary>The example of a worker: it leaves a sign of life at an interval, until it is told to stop.</summary>
internal sealed class Worker(string heartbeatFile, TimeSpan interval)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Log.Information("Working as pid {Pid}, a heartbeat every {Interval} in {File}", Environment.ProcessId, interval, heartbeatFile);
        try
        {
            while (true)
            {
                var now = DateTimeOffset.Now.ToString("O", CultureInfo.InvariantCulture);
                await File.WriteAllTextAsync(heartbeatFile, $"{Environment.ProcessId} {now}\n", cancellationToken);
                Log.Information("Heartbeat");
                await Task.Delay(interval, cancellationToken);
            }
        }
        finally
        {
            File.Delete(heartbeatFile);
            Log.Information("Worker stopped");
        }
    }
}
