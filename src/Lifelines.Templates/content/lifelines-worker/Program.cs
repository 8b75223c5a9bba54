using Lifelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// It decides first, so a redundant start builds no host.
await LifelineHost.RunAsync(() =>
{
    var builder = Host.CreateApplicationBuilder(args);
    builder.Services.AddHostedService<Worker>();
    return builder.Build();
});
