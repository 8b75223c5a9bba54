using Lifelines.Elections;

namespace Lifelines.Tests.Elections;

public sealed class EveryInterleaving(ITestOutputHelper output)
{
    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void EndsWithExactlyOneHolder(int starts, bool isAtomic) => Assert.Equal(0, Explore(Election.Decide, starts, isAtomic, mayEnd: false).Violations);

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void NeverHasTwoHoldersAlsoWhenSomeCrashOrEnd(int starts, bool isAtomic) => Assert.Equal(0, Explore(Election.Decide, starts, isAtomic, mayEnd: true).Violations);

    [Fact]
    public void ShowsThatLeavingWheneverThereIsARivalLeavesNone() =>
        Assert.NotEqual(0, Explore((_, rivals, _) => rivals.Count == 0 ? Decision.Hold : Decision.Yield, 2, isAtomic: false, mayEnd: false).NoHolder);

    [Fact]
    public void ShowsThatTheOldestAlwaysHoldingMakesTwo() =>
        Assert.NotEqual(0, Explore((self, rivals, _) => rivals.Any(rival => rival.Key.IsOlderThan(self)) ? Decision.Yield : Decision.Hold, 2, isAtomic: false, mayEnd: false).TwoHolders);

    [Fact]
    public void ShowsThatWithoutAnEndOfPatienceSomeWaitForever() =>
        Assert.NotEqual(0, Explore((self, rivals, _) => Election.Decide(self, rivals, TimeSpan.MaxValue), 2, isAtomic: false, mayEnd: false).Stuck);

    /// <summary>Explores all orders of age and pid, which differ once pids are used again.</summary>
    private Findings Explore(Rule rule, int starts, bool isAtomic, bool mayEnd)
    {
        // An atomic scan does not depend on the order of pids.
        var total = Permutations([.. Enumerable.Range(0, starts)]).Take(isAtomic ? 1 : int.MaxValue).AsParallel()
            .Select(ages => new Explorer(rule, ages, isAtomic, mayEnd).Explore())
            .Aggregate((total, found) => new Findings(total.States + found.States, total.TwoHolders + found.TwoHolders, total.NoHolder + found.NoHolder, total.Stuck + found.Stuck));
        output.WriteLine($"{starts} starts, {(isAtomic ? "atomic scans" : "scans one process at a time")}{(mayEnd ? ", crashes and ends" : "")}: {total}");
        return total;
    }

    private static IEnumerable<int[]> Permutations(int[] items) =>
        items.Length == 0
            ? [[]]
            : items.SelectMany(first => Permutations([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
