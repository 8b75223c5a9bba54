namespace Lifelines.EndToEnd.Machines;

/// <summary>Lets faults happen, all at the same time, each to a site of its own: a worker works on the first machine, and one stands by on the second.</summary>
internal static class Faults
{
    public const string Killed = "holder killed (SIGKILL)";
    public const string Stopped = "PostgreSQL stopped";
    public const string RestartedFast = "PostgreSQL restarted fast";
    public const string RestartedSlowly = "PostgreSQL restarted after 15 s";
    public const string CutOff = "packets dropped";
    public const string CutOffStubborn = "packets dropped, the action does not stop";
    public const string Paused = "holder paused (SIGSTOP) for 45 s";
    public const string Ended = "connection ended by the server";
    public const string RedisKilled = "Redis: holder killed (SIGKILL)";
    public const string RedisCutOff = "Redis: packets dropped";

    private static readonly TimeSpan _long = TimeSpan.FromSeconds(45);

    public static Dictionary<string, Task<Fault>> StartAll() => new()
    {
        [Killed] = OnPostgres(Killed, async course => await course.KillAsync(), takesOver: true),
        [Stopped] = OnPostgres(Stopped, async course => await course.Server!.StopAsync(), takesOver: false),
        [RestartedFast] = OnPostgres(RestartedFast, async course => await course.RestartAsync(TimeSpan.Zero), takesOver: true),
        [RestartedSlowly] = OnPostgres(RestartedSlowly, async course => await course.RestartAsync(TimeSpan.FromSeconds(15)), takesOver: true),
        [CutOff] = OnPostgres(CutOff, course => course.CutOffAsync(), takesOver: true),
        [CutOffStubborn] = OnPostgres(CutOffStubborn, course => course.CutOffAsync(), takesOver: true, "stubborn"),
        [Paused] = OnPostgres(Paused, course => course.PauseAsync(_long), takesOver: false),
        [Ended] = OnPostgres(Ended, course => course.EndConnectionAsync(), takesOver: true),
        [RedisKilled] = OnRedis(RedisKilled, async course => await course.KillAsync()),
        [RedisCutOff] = OnRedis(RedisCutOff, course => course.CutOffAsync()),
    };

    private static async Task<Fault> OnPostgres(string name, Func<Course, Task> happen, bool takesOver, params string[] behaviour)
    {
        using var site = await Site.StartAsync();
        using var server = new PostgresServer(site);
        await server.StartAsync();
        return await new Course(site, server, ["postgres", PostgresServer.ConnectionString, "faults", site.Stamps, .. behaviour]).RunAsync(name, happen, takesOver);
    }

    private static async Task<Fault> OnRedis(string name, Func<Course, Task> happen)
    {
        using var site = await Site.StartAsync();
        using var server = new RedisServer(site);
        await server.StartAsync();
        return await new Course(site, null, ["redis", RedisServer.Address, "faults", site.Stamps]).RunAsync(name, happen, takesOver: true);
    }
}
