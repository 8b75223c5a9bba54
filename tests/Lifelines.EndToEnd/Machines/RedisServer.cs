namespace Lifelines.EndToEnd.Machines;

/// <summary>A Redis server of a test's own, on the machine between the others.</summary>
internal sealed class RedisServer(Site site) : IDisposable
{
    private Child? _server;

    public static string Address { get; } = $"{Site.Address}:6379,abortConnect=false";

    public async Task StartAsync()
    {
        _server = Child.Start("nsenter", "-t", $"{site.Server.Pid}", "--net", "redis-server", "--bind", "*", "--protected-mode", "no", "--save", "", "--dir", site.FolderOf("redis"));
        _ = await _server.WaitForLine("Ready to accept connections");
    }

    public void Dispose() => _server?.Dispose();
}
