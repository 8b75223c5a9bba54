using Medallion.Threading.Postgres;
using Npgsql;

namespace Lifelines.Postgres;

/// <summary>A lock whose connection is watched: lost when the server ends it, and when the server does not answer in time.</summary>
/// <remarks>By threads of its own, since the action may have taken all of the pool's.</remarks>
internal sealed class PostgresLease : SharedLease
{
    /// <summary>What may pass from a time-out until the process has ended.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(4);

    // Short, so that a release need not wait for long.
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan _betweenQuestions = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _step = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _releaseTimeout = TimeSpan.FromSeconds(5);

#pragma warning disable CA2213 // Not disposed: the threads may still use them.
    private readonly NpgsqlConnection _connection;
    private readonly PostgresDistributedLockHandle _handle;
    private readonly CancellationTokenSource _lost = new();
    private readonly AutoResetEvent _hasAnswered = new(initialState: false);
#pragma warning restore CA2213
    private readonly TaskCompletionSource _isReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isOver;
    private Exception? _cause;

    public PostgresLease(NpgsqlConnection connection, PostgresDistributedLockHandle handle, TimeSpan detectionTimeout)
    {
        _connection = connection;
        _handle = handle;
        Lost = _lost.Token;
        new Thread(Ask) { IsBackground = true, Name = "lifeline lock" }.Start();
        new Thread(() => CountSilence(detectionTimeout)) { IsBackground = true, Name = "lifeline silence" }.Start();
    }

    /// <inheritdoc/>
    public override CancellationToken Lost { get; }

    /// <inheritdoc/>
    public override Exception? LossCause => _cause;

    /// <summary>Waits, and releases the lock if that is cancelled or the lock is lost meanwhile.</summary>
    public async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (time <= TimeSpan.Zero)
            return;

        using var either = CancellationTokenSource.CreateLinkedTokenSource(Lost, cancellationToken);
        try
        {
            await Task.Delay(time, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw _cause!;
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        _isOver = true;
        if (!Lost.IsCancellationRequested)
            await _isReleased.Task.WaitAsync(_releaseTimeout).ConfigureAwait(false);
    }

    private void Ask()
    {
        try
        {
            using var question = new NpgsqlCommand("SELECT 1", _connection);
            while (!_isOver)
            {
                // Returns early, by an exception, when the server ends the connection.
                for (var waited = TimeSpan.Zero; !_isOver && waited < _betweenQuestions; waited += _look)
                    _ = _connection.Wait(_look);

                _ = question.ExecuteScalar();
                _ = _hasAnswered.Set();
            }

            _handle.Dispose();
        }
#pragma warning disable CA1031 // Whatever it is, the lock cannot be relied on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Lose(exception);
        }
        finally
        {
            _isReleased.SetResult();
            _connection.Dispose();
            _ = _hasAnswered.Set();
        }
    }

    /// <summary>Counts steps rather than time: while this process is stopped, its kernel keeps the connection, and the lock.</summary>
    private void CountSilence(TimeSpan detectionTimeout)
    {
        var steps = detectionTimeout / _step;
        for (var silence = 0; !_isReleased.Task.IsCompleted;)
        {
            silence = _hasAnswered.WaitOne(_step) ? 0 : silence + 1;
            if (silence >= steps)
            {
                Lose(new TimeoutException($"the server has not answered for {detectionTimeout.TotalSeconds:0.#} s"));
                return;
            }
        }
    }

    private void Lose(Exception cause)
    {
        if (!_isOver && Interlocked.CompareExchange(ref _cause, cause, null) is null)
            _lost.Cancel();
    }
}
