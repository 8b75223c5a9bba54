using Lifelines;
using Lifelines.Postgres;

// The same crontab line on each host: * * * * * /srv/app/TwoHosts "Host=db;Username=app;Database=app"
var lifeline = new Lifeline(new LifelineOptions { SharedLock = () => new PostgresSharedLock(args[0], "two-hosts") });
return (await lifeline.RunAsync(WorkAsync)).ExitCode;

static async Task WorkAsync(CancellationToken cancellationToken)
{
    Console.WriteLine("working");
    try
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
    finally
    {
        Console.WriteLine("cleaned up");
    }
}
