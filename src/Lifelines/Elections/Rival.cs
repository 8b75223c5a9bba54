using Lifelines.Processes;

namespace Lifelines.Elections;

/// <summary>Another process of the lifeline, and for how long it has been seen.</summary>
internal sealed record Rival(ProcessKey Key, TimeSpan SeenFor);
