namespace Lifelines.EndToEnd.Machines;

/// <summary>A PostgreSQL server of a test's own, on the machine between the others.</summary>
internal sealed class PostgresServer(Site site) : IDisposable
{
    // Who owns the server's files: PostgreSQL refuses root.
    private static readonly string[] _asServer = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"];

    private static readonly Lazy<string> _template = new(CreateTemplate);

    private readonly string _folder = site.FolderOf("postgres");
    private Child? _server;

    public static string ConnectionString { get; } = $"Host={Site.Address};Username=postgres;Database=postgres";

    public async Task StartAsync()
    {
        if (!Directory.Exists(Path.Combine(_folder, "data")))
        {
            Shell.Run("cp", "-a", _template.Value, Path.Combine(_folder, "data"));
            Shell.Run("chown", "postgres", _folder);
        }

        _server?.Dispose();
        _server = Child.Start("nsenter", ["-t", $"{site.Server.Pid}", "--net", "--wd=/", .. _asServer, Program("postgres"), "-D", Path.Combine(_folder, "data"), "-k", _folder, "-c", "listen_addresses=*", "-c", "fsync=off", "-c", "shared_buffers=16MB"]);
        _ = await _server.WaitForLine("ready to accept connections");
    }

    /// <summary>A fast shutdown: all connections are ended.</summary>
    public async Task StopAsync()
    {
        _server!.Signal("INT");
        _ = await _server.WaitForExit();
    }

    /// <summary>Runs a statement, and returns what comes of it.</summary>
    public string Query(string sql) => Shell.Run("nsenter", ["-t", $"{site.Server.Pid}", "--net", "--wd=/", .. _asServer, Program("psql"), "-h", _folder, "-XAtc", sql, "postgres"]).Trim();

    /// <summary>Starts a PgBouncer in transaction mode before the server.</summary>
    public async Task<Child> StartPoolerAsync(int port, bool passesOnOptions)
    {
        var configuration = Path.Combine(_folder, $"pgbouncer-{port}.ini");
        await File.WriteAllTextAsync(configuration, $"""
            [databases]
            postgres = host={_folder} dbname=postgres user=postgres
            [pgbouncer]
            listen_addr = *
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            {(passesOnOptions ? "ignore_startup_parameters = options,extra_float_digits" : "")}
            """);
        var pooler = Child.Start("nsenter", ["-t", $"{site.Server.Pid}", "--net", "--wd=/", .. _asServer, Needs.FindProgram("pgbouncer")!, configuration]);
        _ = await pooler.WaitForLine("process up");
        return pooler;
    }

    public void Dispose() => _server?.Dispose();

    private static string Program(string name) => Path.Combine(Needs.PostgresFolder!, name);

    private static string CreateTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("lifelines-postgres-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        Shell.Run("chown", "postgres", folder);
        var data = Path.Combine(folder, "data");
        Shell.Run(_asServer[0], [.. _asServer[1..], Program("initdb"), "-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C"]);
        File.AppendAllText(Path.Combine(data, "pg_hba.conf"), "host all all all trust\n");
        return data;
    }
}
