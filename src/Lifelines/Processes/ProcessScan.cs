namespace Lifelines.Processes;

/// <summary>What a process table showed at one time.</summary>
/// <param name="Self">This process.</param>
/// <param name="Others">The other running processes of the programs that were asked for, in the scope that was asked for.</param>
internal sealed record ProcessScan(ProcessEntry Self, IReadOnlyList<ProcessEntry> Others);
