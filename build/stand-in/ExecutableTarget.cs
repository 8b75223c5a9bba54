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
    public List<ExecutableTarget> OrderDependencies { get; } = [];
    public List<(string Text, Func<bool> Delegate)> StaticConditions { get; } = [];
    public IReadOnlyCollection<ExecutableTarget> AllDependencies => [.. ExecutionDependencies, .. OrderDependencies];
    internal Stopwatch Stopwatch { get; } = new();
    public Dictionary<string, string> SummaryInformation { get; } = [];

    // A dash counts for nothing in what was asked for, and for something in a target's name.
    internal bool IsCalled(string name) => Name.Equals(name.Replace("-", ""), StringComparison.OrdinalIgnoreCase);
}
