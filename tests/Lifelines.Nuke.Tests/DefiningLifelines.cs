namespace Lifelines.Nuke.Tests;

public static class DefiningLifelines
{
    [Theory]
    [InlineData("", "needs at least one letter or digit")]
    [InlineData(" ", "needs at least one letter or digit")]
    [InlineData("-:-", "needs at least one letter or digit")]
    [InlineData("-app", "No command line could invoke")]
    [InlineData("a+b", "No command line could invoke")]
    [InlineData("a b", "No command line could invoke")]
    [InlineData("a\nb", "No command line could invoke")]
    public static void NamesThatNoCommandLineCouldInvokeAreErrors(string name, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => new LifelineName(name)).Message, StringComparison.Ordinal);

    [Fact]
    public static void NullsAreErrors()
    {
        _ = Assert.Throws<ArgumentNullException>(() => new LifelineName(null!));
        _ = Assert.Throws<ArgumentNullException>(() => LifelineBuildExtensions.DefineLifelineTargets(null!, "appname", (Action)null!));
        _ = Assert.Throws<ArgumentNullException>(() => LifelineBuildExtensions.DefineLifelineTargets(null!, "appname", (Func<Task>)null!));
        _ = Assert.Throws<ArgumentNullException>(() => LifelineBuildExtensions.DefineLifelineTargets(null!, "appname", (Func<CancellationToken, Task>)null!));
        _ = Assert.Throws<ArgumentNullException>(() => LifelineBuildExtensions.DefineLifelineTargets(null!, "appname", () => { }));
    }

    [Theory]
    [InlineData("appname", "appname:run appnamerun")]
    [InlineData("my-app", "myapp:run myapprun")]
    [InlineData("twitter:daemon", "twitter:daemon:run twitter:daemonrun twitterdaemonrun")]
    public static void EachSpellingHasATargetThatThePlannerFinds(string name, string targets) =>
        Assert.Equal(targets.Split(' '), Spellings.NamesOf(new LifelineName(name).WithoutDashes("run")));
}
