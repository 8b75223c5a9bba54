namespace Lifelines.EndToEnd.Descendants;

/// <summary>A command that sleeps for as long as any test takes, and whose processes can be told from all others.</summary>
internal sealed class Sleeper : IDisposable
{
    private readonly string _seconds = $"86400.{(uint)Guid.NewGuid().GetHashCode():d}{Environment.TickCount64}";

    public string Command => $"sleep {_seconds}";

    public IReadOnlyList<int> Pids => [.. ProcessList.Find(command => command is ["sleep", var seconds, ..] && seconds == _seconds).Where(Shell.IsAlive)];

    public async Task<int> WaitForPid()
    {
        await Eventually.IsTrue(() => Pids.Count == 1, () => $"{Command} runs as {string.Join(", ", Pids)}");
        return Pids[0];
    }

    public void Dispose()
    {
        foreach (var pid in Pids)
            Shell.Kill(pid);
    }
}
