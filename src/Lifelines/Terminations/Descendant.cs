using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>A process that a worker has started, or that one of these has.</summary>
internal sealed record Descendant(TaggedProcess Process, ProcessKey Worker)
{
    public ProcessKey Key => Process.Key;
}
