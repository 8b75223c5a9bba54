namespace Lifelines.EndToEnd.Backends;

/// <summary>By the ps of procps, in an environment that tries to change what it prints.</summary>
[Needs("ps")]
public sealed class LookingByPs : BackendCases
{
    internal override Backend Backend { get; } = new([Worker.Program], ("LIFELINES_PROCESS_TABLE", "ps"), ("COLUMNS", "20"), ("PS_FORMAT", "pid"), ("LC_ALL", "C"), ("TZ", "Asia/Kathmandu"));

    protected override bool TellsArgumentsApart => false;
}
