using PublicApiGenerator;
using Snapshooter.Xunit3;

namespace Cake.Lifelines.Tests;

/// <summary>The public members are a snapshot: what changes them is seen in review.</summary>
public static class TheApi
{
    [Fact]
    public static void IsAsApproved() =>
        Snapshot.Match(typeof(LifelineAliases).Assembly.GeneratePublicApi(new ApiGeneratorOptions { IncludeAssemblyAttributes = false }));
}
