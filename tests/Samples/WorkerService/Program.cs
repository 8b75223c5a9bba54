using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A generic host under a lifeline: it decides first, so a redundant start builds no host.
_ = await LifelineHost.RunAsync(() =>
{
    var builder = Host.CreateApplicationBuilder(args);
    _ = builder.Services.AddHostedService<Worker>();
    return builder.Build();
});
