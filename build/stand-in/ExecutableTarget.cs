using System.Diagnostics;

namespace Nuke.Common.Execution;

public sealed class ExecutableTarget
{
    public string Name { get; set; } = "";

    public string? Description { get; set; }

    public bool Listed { get; set; }

    public Delegate? Factory { get; set; }

    public bool IsDefault { get; set; }

    public bool Invoked { get; set; }

    public ExecutionStatus Status { get; set; }

    public List<Action> Actions { get; } = [];

    public List<ExecutableTarget> ExecutionDependencies { get; } = [];

    public List<(string Text, Func<bool> Delegate)> StaticConditions { get; } = [];

    internal Stopwatch Stopwatch { get; } = new();

    internal string? Information { get; set; }
}
