namespace Lifelines.Nuke.Tests;

public static class AskingTheGate
{
    [Fact]
    public static void NullsAreErrors()
    {
        _ = Assert.Throws<ArgumentNullException>(() => LifelineGate.Run(null!, () => 0));
        _ = Assert.Throws<ArgumentNullException>(() => LifelineGate.Run([], null!));
    }

    [Theory]
    [InlineData("appname-lifeline")]
    [InlineData("appname-terminate")]
    public static void WhereTheProcessTableCannotBeTrustedNothingRuns(string target)
    {
        Environment.SetEnvironmentVariable("LIFELINES_PROCESS_TABLE", "nonsense");
        try
        {
            AssertFails(target);
        }
        finally
        {
            Environment.SetEnvironmentVariable("LIFELINES_PROCESS_TABLE", null);
        }
    }

    [Theory]
    [InlineData("appname-lifeline")]
    [InlineData("appname-terminate")]
    public static void WhereTheScopeOfTheProjectIsNoneNothingRuns(string target)
    {
        AppContext.SetData("Lifelines.Scope", "Nonsense");
        try
        {
            AssertFails(target);
        }
        finally
        {
            AppContext.SetData("Lifelines.Scope", null);
        }
    }

    private static void AssertFails(string target)
    {
        Assert.Equal(255, LifelineGate.Run([target], () => throw new InvalidOperationException("The build was started.")));
    }
}
