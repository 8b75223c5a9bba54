using Lifelines.Holding;

namespace Lifelines.Tests.Holding;

[Collection(nameof(StopSign))]
public static class ShowingAStop
{
    [Fact]
    public static void ItIsShownUntilTheProcessActsAgain()
    {
        StopSign.Hide();
        var shown = new List<string>();
        var first = new StopSign(Show);
        first.Show();
        Assert.Equal([""], shown);
        first.Show(TimeSpan.FromSeconds(30));
        Assert.Equal(["00:00:30"], shown);
        StopSign.Hide();
        Assert.Empty(shown);

        IDisposable Show(TimeSpan? timeout)
        {
            shown.Add($"{timeout}");
            return new Sign(() => shown.Remove($"{timeout}"));
        }
    }

    [Fact]
    public static void ASignalThatComesAfterTheTimeoutWasSaidLeavesIt()
    {
        var shown = new List<TimeSpan?>();
        var sign = new StopSign(Show);
        sign.Show(TimeSpan.FromSeconds(30));
        sign.Show();
        Assert.Equal([TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)], shown);

        IDisposable Show(TimeSpan? timeout)
        {
            shown.Add(timeout);
            return new Sign(() => { });
        }
    }

    private sealed class Sign(Action hide) : IDisposable
    {
        public void Dispose() => hide();
    }
}
