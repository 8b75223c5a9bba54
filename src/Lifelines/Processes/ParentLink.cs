namespace Lifelines.Processes;

/// <summary>A process and the pid of its parent, 0 if that is outside of the table.</summary>
internal sealed record ParentLink(ProcessKey Key, int ParentPid);
