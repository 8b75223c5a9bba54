using System.Text.RegularExpressions;
using Lifelines.EndToEnd.Backends;

namespace Lifelines.EndToEnd.Holding;

/// <summary>Starts workers that hang or report in different ways, all of one lifeline.</summary>
/// <param name="variables">Their options.</param>
internal sealed class PulseWorker(params (string Name, string Value)[] variables) : IDisposable
{
    private readonly Worker _worker = new(new Backend([Worker.Program], variables));

    public string Name => _worker.Name;

    public Child Launch(string what) => _worker.Launch(["pulse", what, Name]);

    public Child List() => _worker.Launch(["list-pulse", Name]);

    public Child Terminate() => _worker.Launch(["terminate-pulse", Name]);

    public async Task<Child> StartHolder(string what)
    {
        var child = Launch(what);
        _ = await child.WaitForLine("running");
        return child;
    }

    /// <summary>Fails unless a worker's last line says how it ended.</summary>
    public void AssertLastLine(Child child, string end)
    {
        var line = Assert.Single(child.Output.Split('\n'), line => line.StartsWith("lifeline=", StringComparison.Ordinal));
        Assert.Matches($"^lifeline={Name} pid={child.Id} ran=[0-9]+\\.[0-9] {Regex.Escape(end)}", line);
    }

    public void Dispose() => _worker.Dispose();
}
