using Lifelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// The tests launch this: a generic host that prints a line for each thing that happens.
// hostworker built|unbuilt|bare BEHAVIOUR NAME FILE   under a lifeline once it is built, or before, or without one; BEHAVIOUR: see Service
// hostworker retried BEHAVIOUR NAME FILE              the same before it is built, and started again if it fails
// hostworker terminate BEHAVIOUR NAME FILE            ends the built ones as an operator's tool does, with the default grace period
var build = () =>
{
    Console.WriteLine("building");
    var builder = Host.CreateApplicationBuilder();
    _ = builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true);
    if (Environment.GetEnvironmentVariable("TESTHOST_TIMEOUT") is { } seconds)
        _ = builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(int.Parse(seconds)));

    _ = builder.Services.AddHostedService(services => new Service(args[1], args[3], services.GetRequiredService<IHostApplicationLifetime>()));
    if (args[1] == "half")
        _ = builder.Services.AddHostedService<Unstartable>();

    return builder.Build();
};

switch (args[0])
{
    case "built":
        Say(await build().RunLifelineAsync());
        break;
    case "unbuilt":
        Say(await LifelineHost.RunAsync(build));
        break;
    case "retried":
        _ = await LifelineHost.RunAsync(build, new LifelineOptions { BacksOff = true });
        break;
    case "bare":
        await build().RunAsync();
        break;
    default:
        var lifeline = new Lifeline(new LifelineOptions { IsSameCommand = arguments => arguments is ["built", ..] && arguments.Skip(1).SequenceEqual(args.Skip(1)) });
        foreach (var process in (await lifeline.TerminateAsync()).Processes)
            Console.WriteLine($"{process.Outcome} {process.Duration.TotalSeconds:0.0}");

        break;
}

static void Say(LifelineResult result) => Console.WriteLine($"result {result.Outcome} {result.ExitCode}");

/// <summary>A service that fails when it starts.</summary>
internal sealed class Unstartable : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("the service does not start");

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A service that works until the host stops it.</summary>
/// <param name="behaviour"><c>plain</c>; <c>slow</c>: takes until the file is there to stop; <c>failing</c>: throws once the file is there; <c>finished</c>: stops the host then; <c>starting</c>: takes for ever to start; <c>half</c>: the next one does not start.</param>
/// <param name="file">The file.</param>
/// <param name="lifetime">Stops the host.</param>
internal sealed class Service(string behaviour, string file, IHostApplicationLifetime lifetime) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (behaviour == "starting")
        {
            Console.WriteLine("service starts");
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Console.WriteLine("service runs");
        try
        {
            while (!(behaviour is "failing" or "finished" && File.Exists(file)))
                await Task.Delay(10, stoppingToken);

            if (behaviour == "finished")
            {
                lifetime.StopApplication();
                return;
            }

            throw new InvalidOperationException("the service has failed");
        }
        finally
        {
            Console.WriteLine("service stops");
            while (behaviour == "slow" && !File.Exists(file))
                await Task.Delay(10, CancellationToken.None);

            Console.WriteLine("service has cleaned up");
        }
    }
}
