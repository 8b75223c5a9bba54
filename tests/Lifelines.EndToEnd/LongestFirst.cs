using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Lifelines.EndToEnd.LongestFirst))]

namespace Lifelines.EndToEnd;

/// <summary>Begins with the classes that take minutes, so that none of them is left alone in the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] _long = [".Cron.", ".Scripts.", ".Packages."];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(tests => Array.FindIndex(_long, name => tests.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is var index and >= 0 ? index : _long.Length)];
}
