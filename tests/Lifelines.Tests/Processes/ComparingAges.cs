using Lifelines.Processes;

namespace Lifelines.Tests.Processes;

public static class ComparingAges
{
    [Theory]
    [InlineData(49, 100, true)]
    [InlineData(49, 101, true)]
    [InlineData(50, 99, true)]
    [InlineData(50, 100, false)]
    [InlineData(50, 101, false)]
    [InlineData(51, 99, false)]
    public static void AProcessIsOlderThanThoseThatStartedLaterOrAtTheSameTimeWithAHigherPid(ulong start, int pid, bool isOlder) =>
        Assert.Equal(isOlder, new ProcessKey(start, pid).IsOlderThan(new ProcessKey(50, 100)));
}
