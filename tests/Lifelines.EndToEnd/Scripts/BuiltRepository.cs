using Lifelines.EndToEnd.Nuke;

namespace Lifelines.EndToEnd.Scripts;

/// <summary>A copy whose build program was built by two first ticks at the same time, in cron's bare environment.</summary>
public sealed class BuiltRepository : IAsyncLifetime
{
    public RepositoryCopy Copy { get; } = new();

    public IReadOnlyList<(int ExitCode, string Output)> FirstCalls { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var calls = Enumerable.Range(0, 2).Select(_ => Copy.StartBare(Copy.Script, "/", $"{Copy.Lifeline}-lifeline")).ToList();
        await Eventually.IsTrue(
            () => calls.Exists(call => call.HasExited) && calls.Exists(call => call.Output.Contains("Heartbeat", StringComparison.Ordinal)),
            () => string.Join('\n', calls.Select(call => call.Output)));
        _ = await Copy.Terminate();
        FirstCalls = [.. await Task.WhenAll(calls.Select(async call => (await call.WaitForExit(), TestBuild.PlainText(call.Output))))];
    }

    public ValueTask DisposeAsync()
    {
        Copy.Dispose();
        return ValueTask.CompletedTask;
    }
}
