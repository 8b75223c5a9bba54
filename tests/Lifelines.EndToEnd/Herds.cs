namespace Lifelines.EndToEnd;

public static class Herds
{
    [Theory]
    [InlineData(2, 10)]
    [InlineData(5, 10)]
    [InlineData(20, 4)]
    [InlineData(50, 2)]
    public static async Task EveryRoundEndsWithExactlyOneHolder(int copies, int rounds)
    {
        using var worker = new Worker();
        var herd = new Herd([Worker.Program, .. worker.Arguments()], "running", Path.GetTempPath());
        for (var round = 0; round < rounds; round++)
            Assert.Equal(1, await herd.Run(copies));
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(20, 2)]
    public static async Task ThereAreNeverTwoAlsoIfSomeAreStoppedForAMomentAndOneIsKilled(int copies, int rounds)
    {
        using var worker = new Worker();
        var herd = new Herd([Worker.Program, .. worker.Arguments()], "running", Path.GetTempPath());
        for (var round = 0; round < rounds; round++)
            Assert.InRange(await herd.Run(copies, Disturbance.Disturb), 0, 1);
    }
}
