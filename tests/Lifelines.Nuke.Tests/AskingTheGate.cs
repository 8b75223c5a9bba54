namespace Lifelines.Nuke.Tests;

public static class AskingTheGate
{
    [Fact]
    public static void NullsAreErrors()
    {
        _ = Assert.Throws<ArgumentNullException>(() => LifelineGate.IsRedundant(null!, []));
        _ = Assert.Throws<ArgumentNullException>(() => LifelineGate.IsRedundant("testbuild", null!));
    }
}
