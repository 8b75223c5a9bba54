using Lifelines.Postgres;

namespace Lifelines.Tests.Sharing;

public static class NamingHolders
{
    /// <summary>PostgreSQL keeps 63 bytes, and makes up to four of each that is not printable ASCII.</summary>
    [Theory]
    [InlineData("ticker", "db2", "lifeline ticker db2 812")]
    [InlineData("zähler", "bücher", "lifeline z?hler b?cher 812")]
    [InlineData("a-name-that-is-much-longer-than-the-server-will-keep-of-any-name", "db2", "lifeline a-name-that-is-much-longer-than-the-server-wil db2 812")]
    public static void HostAndPidAreKept(string name, string host, string expected)
    {
        var kept = ApplicationName.Of(name, host, 812);
        Assert.Equal(expected, kept);
        Assert.True(kept.Length <= 63);
        var holder = ApplicationName.Parse(kept, default)!;
        Assert.Equal((host.Replace('ü', '?'), 812), (holder.Host, holder.Id));
    }
}
