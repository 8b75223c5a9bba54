namespace Lifelines.Nuke.Tests;

public static class AskingTheGate
{
    [Fact]
    public static void NullsAreErrors()
    {
        _ = Assert.Throws<ArgumentNullException>(() => LifelineGate.IsRedundant(null!, []));
        _ = Assert.Throws<ArgumentNullException>(() => LifelineGate.IsRedundant("testbuild", null!));
        _ = Assert.Throws<ArgumentNullException>(() => LifelineGate.Run(null!, () => 0));
        _ = Assert.Throws<ArgumentNullException>(() => LifelineGate.Run([], null!));
    }

    [Theory]
    [InlineData("appname-lifeline")]
    [InlineData("appname-terminate")]
    public static void AProcessTableThatCannotBeTrustedIsAnErrorAndNoStartIsRedundant(string target)
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
    public static void AScopeThatIsNoneIsAnErrorAndNoStartIsRedundant(string target)
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
        Assert.False(LifelineGate.IsRedundant("testbuild", [target]));
        Assert.Equal(255, LifelineGate.Run([target], () => throw new InvalidOperationException("The build was started.")));
    }

    [Fact]
    public static void WhereNoProcessTableCanBeTrustedNothingIsRedundantAndNothingRuns()
    {
        Environment.SetEnvironmentVariable("LIFELINES_PROCESS_TABLE", "nonsense");
        try
        {
            AssertNothingRuns();
        }
        finally
        {
            Environment.SetEnvironmentVariable("LIFELINES_PROCESS_TABLE", null);
        }
    }

    [Fact]
    public static void NorWhereTheScopeOfTheProjectIsNone()
    {
        AppContext.SetData("Lifelines.Scope", "nonsense");
        try
        {
            AssertNothingRuns();
        }
        finally
        {
            AppContext.SetData("Lifelines.Scope", null);
        }
    }

    private static void AssertNothingRuns()
    {
        string[] arguments = ["appname-lifeline"];
        Assert.False(LifelineGate.IsRedundant("testbuild", arguments));
        Assert.Equal(255, LifelineGate.Run(arguments, () => throw new InvalidOperationException("The engine was started.")));
    }
}
