using BenchmarkDotNet.Attributes;
using Lifelines.Processes;

namespace Lifelines.Benchmarks;

/// <summary>The look at the processes of this machine, and the decision on what it shows.</summary>
[MemoryDiagnoser]
public class Decision
{
    private readonly IProcessTable _table = ProcessTable.Open();
    private readonly Rival[] _rivals = [.. Enumerable.Range(0, 50).Select(i => new Rival(new ProcessKey(100, 100 + i), TimeSpan.Zero))];

    [Benchmark]
    public int Look() => _table.Find("worker", LifelineScope.Machine).Count;

    [Benchmark]
    public bool Decide() => Election.Decide(new ProcessKey(100, 99), _rivals, Election.Patience) == Vote.Wait;
}
