using Lifelines;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

// A generic host under a lifeline: elect first, so that a redundant start builds no host.
_ = await new Lifeline().RunAsync(async token =>
{
    var builder = Host.CreateApplicationBuilder(args);
    _ = builder.Services.AddHostedService<Worker>();
    using var host = builder.Build();
    await host.RunAsync(token);
});
