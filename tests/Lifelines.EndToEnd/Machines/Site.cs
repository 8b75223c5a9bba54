using System.Diagnostics;

namespace Lifelines.EndToEnd.Machines;

/// <summary>Two machines that run a worker, and one between them with the servers.</summary>
internal sealed class Site : IDisposable
{
    public const string Address = "10.77.0.1";

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelines-site-").FullName;

    private Site(Machine server, Machine first, Machine second)
    {
        Server = server;
        First = first;
        Second = second;
        _ = Directory.CreateDirectory(Stamps);
        Shell.Run("chmod", "a+rx", _folder);
    }

    public static string Worker { get; } = Path.Combine(AppContext.BaseDirectory, "..", "..", "Lifelines.SharedWorker", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "sharedworker");

    public Machine Server { get; }

    public Machine First { get; }

    public Machine Second { get; }

    /// <summary>Where the workers note when they work.</summary>
    public string Stamps => Path.Combine(_folder, "stamps");

    public static async Task<Site> StartAsync()
    {
#pragma warning disable CA2000 // The site disposes them.
        var site = new Site(await Machine.StartAsync("server"), await Machine.StartAsync("first"), await Machine.StartAsync("second"));
#pragma warning restore CA2000
        site.Server.Run("ip", "link", "add", "bridge", "type", "bridge");
        site.Server.Run("ip", "address", "add", $"{Address}/24", "dev", "bridge");
        site.Server.Run("ip", "link", "set", "bridge", "up");
        site.Connect(site.First, "10.77.0.2/24");
        site.Connect(site.Second, "10.77.0.3/24");
        return site;
    }

    /// <summary>A folder of a server's own.</summary>
    public string FolderOf(string server) => Directory.CreateDirectory(Path.Combine(_folder, server)).FullName;

    /// <summary>Drops all packets from and to a machine, which does not see a cable pulled.</summary>
    public void CutOff(Machine machine) => Server.Run("ip", "link", "set", machine.Name, "nomaster");

    public void Reconnect(Machine machine) => Server.Run("ip", "link", "set", machine.Name, "master", "bridge");

    /// <summary>What was noted: for each worker in the order of its start.</summary>
    public IReadOnlyList<WorkLog> ReadLogs() => [.. Directory.GetFiles(Stamps).Select(WorkLog.Read).OfType<WorkLog>().OrderBy(log => log.Start)];

    public async Task<WorkLog> WaitForWork(Machine machine, long since = 0)
    {
        await Eventually.IsTrue(() => Find() is not null, () => $"no worker on {machine.Name} works");
        return Find()!;

        WorkLog? Find() => ReadLogs().FirstOrDefault(log => log.Host == machine.Name && log.Start > since);
    }

    public void Dispose()
    {
        First.Dispose();
        Second.Dispose();
        Server.Dispose();
        for (var start = Stopwatch.GetTimestamp(); Directory.Exists(_folder) && Stopwatch.GetElapsedTime(start) < Child.Patience;)
        {
            try
            {
                Directory.Delete(_folder, recursive: true);
            }
            catch (IOException)
            {
                // What was killed may still write.
                Thread.Sleep(20);
            }
        }
    }

    private void Connect(Machine machine, string address)
    {
        Server.Run("ip", "link", "add", machine.Name, "type", "veth", "peer", "name", "wire", "netns", $"{machine.Pid}");
        Reconnect(machine);
        Server.Run("ip", "link", "set", machine.Name, "up");
        machine.Run("ip", "address", "add", address, "dev", "wire");
        machine.Run("ip", "link", "set", "wire", "up");
    }
}
