namespace Lifelines.EndToEnd.Machines;

/// <summary>A site with a PostgreSQL server.</summary>
public sealed class SharedSite : IAsyncLifetime
{
    internal Site Site { get; private set; } = null!;

    internal PostgresServer Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Site = await Site.StartAsync();
        Server = new PostgresServer(Site);
        await Server.StartAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Server.Dispose();
        Site.Dispose();
        return ValueTask.CompletedTask;
    }
}
