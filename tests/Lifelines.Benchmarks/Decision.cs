using BenchmarkDotNet.Attributes;
using Lifelines.Elections;
using Lifelines.Processes;

namespace Lifelines.Benchmarks;

/// <summary>The look at the processes of this machine, and the decision on what it shows.</summary>
[MemoryDiagnoser]
public class Decision
{
    private readonly IProcessTable _table = ProcessTable.Create();
    private readonly Rival[] _rivals = [.. Enumerable.Range(0, 50).Select(i => new Rival(new ProcessKey(100, 100 + i), TimeSpan.Zero))];

    [Benchmark]
    public int Look() => _table.Scan(_table.ReadSelf(), [new ProgramName("worker"u8)], LifelineScope.Machine).Others.Count;

    [Benchmark]
    public bool Decide() => Election.Decide(new ProcessKey(100, 99), _rivals, Election.Patience) == Elections.Decision.Wait;
}
