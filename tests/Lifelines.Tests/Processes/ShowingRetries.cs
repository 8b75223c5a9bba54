using Lifelines.Processes;

namespace Lifelines.Tests.Processes;

public static class ShowingRetries
{
    private static readonly DateTimeOffset _next = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("TimeoutException: late", "TimeoutException: late")]
    [InlineData("", "")]
    [InlineData("two\nlines, and ä", "two\\u000alines, and ?")]
    public static void TheTimeAndTheReasonAreReadAsTheyWereShown(string reason, string expected)
    {
        var names = RetrySigns.Format(reason, _next).ToList();
        Assert.All(names, name => Assert.InRange(name.Length, 1, 15));
        Assert.All(names, name => Assert.True(ProcessSign.IsOne(name)));
        Assert.Equal((_next, expected), RetrySigns.Parse(["lifeline-stops", .. Enumerable.Reverse(names)]));
    }

    [Fact]
    public static void ALongReasonIsCut() =>
        Assert.Equal(new string('x', 100), RetrySigns.Parse([.. RetrySigns.Format(new string('x', 1000), _next)])!.Value.Reason);

    [Fact]
    public static void OtherSignsSayNothing()
    {
        Assert.Null(RetrySigns.Parse(null));
        Assert.Null(RetrySigns.Parse(["lifeline-stops", "why0:late", "retry:late"]));
    }
}
