using Lifelines.Elections;

namespace Lifelines.Tests.Elections;

public static class HoldingOnce
{
    [Fact]
    public static void WhoHoldsElectsOnce()
    {
        var hold = Holdings.Get("once");
        var elections = 0;
        for (var i = 0; i < 3; i++)
            Assert.Null(hold.FindOther(Elect, Show));

        Assert.Equal(1, elections);
        Assert.True(hold.IsHeld);
        Assert.True(Standing.HoldsOther(new Hold("another")));

        string? Elect()
        {
            elections++;
            return null;
        }
    }

    [Fact]
    public static void ManyThreadsElectOnce()
    {
        var key = "threads";
        var elections = 0;
        _ = Parallel.For(0, 8, _ => Assert.Null(Holdings.Get(key).FindOther(() =>
        {
            _ = Interlocked.Increment(ref elections);
            return (string?)null;
        }, Show)));
        Assert.Equal(1, elections);
    }

    [Fact]
    public static void WhoDoesNotHoldElectsAgain()
    {
        var hold = Holdings.Get("again");
        Assert.Equal("another", hold.FindOther(() => "another", Show));
        Assert.False(hold.IsHeld);
        Assert.Null(hold.FindOther(() => (string?)null, Show));
    }

    [Fact]
    public static void WhoCannotTakeBackThatItHasLeftDoesNotHold()
    {
        var hold = Holdings.Get("left");
        Assert.Equal("another", hold.FindOther(() => "another", Show));
        var exception = Assert.Throws<LifelineException>(() => hold.FindOther(() => (string?)null, _ => false));
        Assert.Contains("cannot change the name", exception.Message, StringComparison.Ordinal);
        Assert.False(hold.IsHeld);
    }

    [Fact]
    public static void OneActionRunsAtATime()
    {
        var hold = Holdings.Get("action");
        Assert.True(hold.TryBegin());
        Assert.False(hold.TryBegin());
        hold.End();
        Assert.True(hold.TryBegin());
    }

    private static bool Show(string? name) => true;
}
