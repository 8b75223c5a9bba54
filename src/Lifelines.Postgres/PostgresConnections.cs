using System.Globalization;
using Npgsql;

namespace Lifelines.Postgres;

/// <summary>Opens connections that a lock may rely on: to a primary itself, with time-outs on both ends.</summary>
internal sealed class PostgresConnections
{
    private const int MostSecondsToConnect = 5;

    private readonly string _connectionString;

    public PostgresConnections(string connectionString, string name, PostgresSharedLockOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString);

        // Each of several hosts may have a port of its own.
        var port = builder.Host?.Contains(':', StringComparison.Ordinal) == true ? "" : string.Create(CultureInfo.InvariantCulture, $":{builder.Port}");
        Server = $"PostgreSQL at {builder.Host}{port}";
        builder.ApplicationName = ApplicationName.Of(name, Environment.MachineName, Environment.ProcessId);

        // A lock lives as long as its connection: none of these may outlive it, share it, or wait for long.
        builder.Pooling = false;
        builder.Multiplexing = false;
        builder.Enlist = false;
        builder.KeepAlive = 0;
        builder.Timeout = builder.Timeout == 0 ? MostSecondsToConnect : Math.Min(builder.Timeout, MostSecondsToConnect);
        builder.CommandTimeout = Seconds(options.DetectionTimeout);
        builder.CancellationTimeout = -1;
        builder.TcpKeepAlive = true;
        builder.TcpKeepAliveTime = 5;
        builder.TcpKeepAliveInterval = 1;
        if (builder.Host?.Contains(',', StringComparison.Ordinal) == true)
            builder.TargetSessionAttributes ??= "primary";

        // After the user's own, since the last one counts. Without the last of these, a server that is busy with a query does not
        // look whether anybody waits for it; tcp_user_timeout also ends the keepalives, tcp(7).
        var release = Seconds(options.ReleaseTimeout);
        builder.Options = string.Create(
            CultureInfo.InvariantCulture,
            $"{builder.Options} -c tcp_keepalives_idle={Math.Max(1, release / 3)} -c tcp_keepalives_interval={Math.Max(1, release / 6)} -c tcp_user_timeout={release * 1000} -c idle_session_timeout=0 -c client_connection_check_interval=1000").TrimStart();
        _connectionString = builder.ConnectionString;
    }

    /// <summary>What it connects to, for messages.</summary>
    public string Server { get; }

    /// <summary>Opens a connection.</summary>
    /// <returns>The connection, and for how long the server has been running.</returns>
    /// <exception cref="NotSupportedException">A pooler answers, or a standby server.</exception>
    /// <exception cref="NpgsqlException">The server does not answer, or refuses.</exception>
    public async Task<(NpgsqlConnection Connection, TimeSpan UpTime)> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return (connection, await CheckAsync(connection, cancellationToken).ConfigureAwait(false));
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.ProtocolViolation && refusal.MessageText.Contains("startup parameter", StringComparison.Ordinal))
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw IsPooler(refusal);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<TimeSpan> CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT pg_backend_pid(), pg_is_in_recovery(), extract(epoch FROM clock_timestamp() - pg_postmaster_start_time())::float8", connection);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                _ = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);

                // A pooler makes up the one and passes on the other.
                if (reader.GetInt32(0) != connection.ProcessID)
                    throw IsPooler(null);

                return reader.GetBoolean(1)
                    ? throw new NotSupportedException("this is a standby server, whose locks the primary does not know; name the primary")
                    : TimeSpan.FromSeconds(reader.GetDouble(2));
            }
        }
    }

    private static NotSupportedException IsPooler(Exception? cause) =>
        new("a pooler such as PgBouncer answers, through which two can hold the same lock; name the server itself", cause);

    private static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
