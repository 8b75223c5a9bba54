using System.Diagnostics;

namespace Lifelines.EndToEnd.Hosting;

/// <summary>Starts generic hosts; each test has a name of its own, so that tests do not meet.</summary>
internal sealed class HostWorker : IDisposable
{
    private readonly List<Child> _children = [];
    private readonly string _name = Guid.NewGuid().ToString("N");

    /// <summary>What the service waits for.</summary>
    public Marker Marker { get; } = new();

    /// <summary>Starts a host and waits until its service runs.</summary>
    public async Task<Child> StartHolder(string kind = "built", string behaviour = "plain", int? shutdownTimeout = null)
    {
        var child = Start(kind, behaviour, shutdownTimeout);
        _ = await child.WaitForLine("service runs");
        _ = await child.WaitForLine("Application started");
        return child;
    }

    public Child Start(string kind, string behaviour = "plain", int? shutdownTimeout = null, bool isVerbose = false)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "hostworker"), [kind, behaviour, _name, Marker.File + ".end"]);
        start.Environment["TESTHOST_TIMEOUT"] = shutdownTimeout?.ToString();
        start.Environment["LIFELINES_VERBOSE"] = isVerbose ? "1" : null;
        var child = Child.Start(start);
        _children.Add(child);
        return child;
    }

    public void Dispose()
    {
        foreach (var child in _children)
            child.Dispose();

        Marker.Dispose();
    }
}
