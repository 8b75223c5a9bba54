// ASP.NET Core under a lifeline: a redundant start binds no port.
var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
_ = app.MapGet("/", () => $"pid {Environment.ProcessId}");
_ = app.Lifetime.ApplicationStopped.Register(() => Console.WriteLine("the service has stopped"));
_ = await app.RunLifelineAsync();
