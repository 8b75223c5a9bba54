namespace Lifelines.EndToEnd.Backends;

public sealed class LookingInProc : BackendCases
{
    internal override Backend Backend { get; } = new([Worker.Program]);
}
