namespace Lifelines.EndToEnd.Packages;

/// <summary>The package of the core, packed once for the tests of a class.</summary>
public sealed class CorePackage : IDisposable
{
    internal PackageFeed Feed { get; } = new("Lifelines");

    public void Dispose() => Feed.Dispose();
}
