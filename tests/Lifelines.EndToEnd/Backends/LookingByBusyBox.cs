namespace Lifelines.EndToEnd.Backends;

/// <summary>By the ps of BusyBox.</summary>
[Needs("busybox")]
public sealed class LookingByBusyBox : BackendCases, IDisposable
{
    private readonly BusyBoxFolder _folder = new();

    internal override Backend Backend => new([Worker.Program], ("LIFELINES_PROCESS_TABLE", "ps"), ("PATH", _folder.SearchPath));

    protected override bool TellsArgumentsApart => false;

    public void Dispose() => _folder.Dispose();
}
