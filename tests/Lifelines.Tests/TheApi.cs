using Lifelines.DistributedLock;
using Lifelines.Postgres;
using Microsoft.Extensions.Hosting;
using PublicApiGenerator;
using Snapshooter.Xunit3;

namespace Lifelines.Tests;

/// <summary>The public members are a snapshot: what changes them is seen in review.</summary>
public static class TheApi
{
    // By default, the generator leaves out namespaces of Microsoft's.
    private static readonly ApiGeneratorOptions _options = new() { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] };

    [Fact]
    public static void IsAsApproved() => Snapshot.Match(typeof(Lifeline).Assembly.GeneratePublicApi(_options));

    [Fact]
    public static void OfPostgresIsAsApproved() => Snapshot.Match(typeof(PostgresSharedLock).Assembly.GeneratePublicApi(_options));

    [Fact]
    public static void OfDistributedLocksIsAsApproved() => Snapshot.Match(typeof(DistributedSharedLock).Assembly.GeneratePublicApi(_options));

    [Fact]
    public static void OfHostsIsAsApproved() => Snapshot.Match(typeof(LifelineHost).Assembly.GeneratePublicApi(_options));
}
