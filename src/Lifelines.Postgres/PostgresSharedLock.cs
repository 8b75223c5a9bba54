using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Medallion.Threading.Postgres;
using Npgsql;

namespace Lifelines.Postgres;

#pragma warning disable CA2000 // Who acquires a lease disposes it.
/// <summary>An advisory lock of a PostgreSQL database (version 14 or later), held for as long as its connection lives.</summary>
public sealed class PostgresSharedLock : SharedLock
{
    private static readonly TimeSpan _betweenAttempts = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _takeOverPause = TimeSpan.FromSeconds(1);

    private readonly PostgresSharedLockOptions _options;
    private readonly PostgresConnections _connections;
    private readonly long _key;
    private LifelineProcess? _holder;

    /// <summary>Creates a lock; nothing is connected yet.</summary>
    /// <param name="connectionString">The database, as Npgsql writes it: the server itself, not a pooler. Time-outs and keepalives are set here.</param>
    /// <param name="name">The name, the same on all machines and unique in the database.</param>
    /// <param name="options">The times; null for the defaults.</param>
    /// <exception cref="ArgumentException">The name is empty, the connection string cannot be read, or the times do not go together.</exception>
    public PostgresSharedLock(string connectionString, string name, PostgresSharedLockOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _options = options ?? new PostgresSharedLockOptions();
        _options.Validate(nameof(options));
        _connections = new PostgresConnections(connectionString, name, _options);

        // Of the name alone, so that it stays the same in each version of this package.
        _key = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"lifeline {name}")));
    }

    /// <inheritdoc/>
    public override string Engine => _connections.Server;

    /// <inheritdoc/>
    /// <remarks>Each step has a time-out of its own; this allows for the wait after a restart of the server.</remarks>
    public override TimeSpan AnswerTimeout => base.AnswerTimeout + RestartPause;

    /// <inheritdoc/>
    public override TimeSpan StopTimeout => _options.StopTimeout;

    // A restart frees the lock before the holder has stopped.
    private TimeSpan RestartPause => _options.DetectionTimeout + _options.StopTimeout;

    /// <inheritdoc/>
    public override async ValueTask<SharedLease?> TryAcquireAsync(CancellationToken cancellationToken)
    {
        var (connection, upTime) = await _connections.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (await TryAcquireAsync(connection, cancellationToken).ConfigureAwait(false) is { } lease)
            {
                await lease.WaitAsync(RestartPause - upTime, cancellationToken).ConfigureAwait(false);
                return lease;
            }

            _holder = await FindHolderAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    /// <inheritdoc/>
    public override async ValueTask<SharedLease> AcquireAsync(CancellationToken cancellationToken)
    {
        var (connection, upTime) = await _connections.OpenAsync(cancellationToken).ConfigureAwait(false);
        var start = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                if (await TryAcquireAsync(connection, cancellationToken).ConfigureAwait(false) is { } lease)
                {
                    // A holder whose connection the server has ended is told within milliseconds, but not before the lock is free.
                    var pause = RestartPause - upTime - Stopwatch.GetElapsedTime(start);
                    await lease.WaitAsync(pause > _takeOverPause ? pause : _takeOverPause, cancellationToken).ConfigureAwait(false);
                    return lease;
                }

                await Task.Delay(_betweenAttempts, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask<LifelineProcess?> FindHolderAsync(CancellationToken cancellationToken)
    {
        // What an attempt has just seen; a later question is about another moment.
        if (Interlocked.Exchange(ref _holder, null) is { } seen)
            return seen;

        var (connection, _) = await _connections.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
            return await FindHolderAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PostgresLease?> TryAcquireAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await new PostgresDistributedLock(new PostgresAdvisoryLockKey(_key), connection).TryAcquireAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false) is { } handle
            ? new PostgresLease(connection, handle, _options.DetectionTimeout)
            : null;

    private async Task<LifelineProcess?> FindHolderAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // pg_locks shows the halves of a key, as PostgreSQL's documentation of the view says.
        var command = new NpgsqlCommand(
            """
            SELECT application_name, backend_start FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND classid::bigint = $1 AND objid::bigint = $2
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            connection)
        {
            Parameters = { new() { Value = (long)(uint)(_key >> 32) }, new() { Value = (long)(uint)_key } },
        };
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    return null;

                // Who may not see the sessions of others sees no start.
                DateTimeOffset since = await reader.IsDBNullAsync(1, cancellationToken).ConfigureAwait(false) ? default : new DateTimeOffset(reader.GetDateTime(1)).ToLocalTime();
                return ApplicationName.Parse(reader.GetString(0), since);
            }
        }
    }
}
