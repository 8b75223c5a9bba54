using Microsoft.Extensions.Hosting;

namespace Lifelines.Tests;

public static class GivingOptionsForHosts
{
    public static TheoryData<LifelineOptions> OfANewHost { get; } = [new LifelineOptions { BacksOff = true }, new LifelineOptions { MaximumSilence = TimeSpan.FromMinutes(1) }];

    [Theory]
    [MemberData(nameof(OfANewHost), DisableDiscoveryEnumeration = true)]
    public static async Task AHostThatIsThereCanNeitherBeStartedAgainNorReport(LifelineOptions options)
    {
        using var host = new HostBuilder().Build();
        Assert.Contains("with a function that builds the host", (await Assert.ThrowsAsync<ArgumentException>(() => host.RunLifelineAsync(options, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task OneThatIsBuiltWithoutTheContextCannotReport() =>
        Assert.Contains("takes the LifelineContext", (await Assert.ThrowsAsync<ArgumentException>(() => LifelineHost.RunAsync(() => throw new InvalidOperationException(), new LifelineOptions { MaximumSilence = TimeSpan.FromMinutes(1) }, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
}
