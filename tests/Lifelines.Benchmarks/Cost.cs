namespace Lifelines.Benchmarks;

/// <summary>What a run took, in milliseconds: median of several.</summary>
internal sealed record Cost(double Wall, double Cpu);
