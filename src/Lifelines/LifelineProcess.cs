namespace Lifelines;

/// <summary>A process of a lifeline, as found in the process table.</summary>
/// <param name="Id">The process id.</param>
/// <param name="User">The name of its effective user, or the number if it has no name.</param>
/// <param name="StartedAt">When the kernel started it: for a program that was started by <c>exec</c>, when the first program of that process started.</param>
/// <param name="CommandLine">Its arguments, the program first.</param>
public sealed record LifelineProcess(int Id, string User, DateTimeOffset StartedAt, IReadOnlyList<string> CommandLine);
