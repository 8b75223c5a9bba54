namespace Lifelines.Tests;

public static class GivingOptions
{
    private static readonly Func<IReadOnlyList<string>, bool> _any = _ => true;

    public static TheoryData<string, LifelineOptions> Wrong { get; } = new()
    {
        { "Name is empty", new() { Name = "" } },
        { "Name is empty", new() { Name = " " } },
        { "Program is empty", new() { Program = "", IsSameCommand = _any } },
        { "Program needs IsSameCommand", new() { Program = "worker" } },
        { "is not a full path", new() { Program = "worker", IsSameCommand = _any, ComparesFolder = true } },
        { "Scope is neither Machine nor CurrentUser", new() { Scope = (LifelineScope)42 } },
        { "GracePeriod is negative", new() { GracePeriod = TimeSpan.FromSeconds(-1) } },
        { "MaximumSilence is not positive", new() { MaximumSilence = TimeSpan.Zero } },
        { "StandsBy needs a SharedLock", new() { StandsBy = true } },
        { "BacksOff would keep a SharedLock", new() { BacksOff = true, SharedLock = () => null! } },
        { "MaximumRunTime is not positive", new() { MaximumRunTime = Timeout.InfiniteTimeSpan } },
    };

    public static TheoryData<LifelineOptions> Right { get; } =
    [
        new LifelineOptions(),
        new LifelineOptions { GracePeriod = TimeSpan.Zero },
        new LifelineOptions { GracePeriod = Timeout.InfiniteTimeSpan },
        new LifelineOptions { Scope = LifelineScope.CurrentUser },
        new LifelineOptions { Program = "worker", IsSameCommand = _any },
        new LifelineOptions { Program = "/srv/app/worker", IsSameCommand = _any, ComparesFolder = true },
    ];

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public static void AValueThatAnOptionCannotHaveIsAnError(string message, LifelineOptions options)
    {
        var exception = Assert.ThrowsAny<ArgumentException>(() => new Lifeline(options));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Equal("options", exception.ParamName);
    }

    [Theory]
    [MemberData(nameof(Right), DisableDiscoveryEnumeration = true)]
    public static void AllOthersAreTaken(LifelineOptions options) => Assert.NotEmpty(new Lifeline(options).Name);

    [Theory]
    [InlineData("one", "/srv/worker.dll", "one")]
    [InlineData(null, "/srv/worker.dll", "worker.dll")]
    [InlineData(null, "/srv/worker", "worker")]
    [InlineData(null, null, "Lifelines.Tests")]
    public static void TheNameIsTheGivenOneOrTheProgramsOwn(string? name, string? program, string expected) =>
        Assert.Equal(expected, new Lifeline(new LifelineOptions { Name = name, Program = program, IsSameCommand = _any }).Name);

    [Fact]
    public static async Task AnActionThatCannotReportMayNotBeSilentEither() =>
        Assert.Contains("takes the LifelineContext", (await Assert.ThrowsAsync<InvalidOperationException>(() => new Lifeline(new LifelineOptions { MaximumSilence = TimeSpan.FromMinutes(1) }).RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);

    [Fact]
    public static void TheLifelineOfAnotherProgramCannotBeHeld() =>
        Assert.Contains("the lifeline of another program", Assert.Throws<InvalidOperationException>(() => new Lifeline(new LifelineOptions { Program = "worker", IsSameCommand = _any }).TryHold(out _)).Message, StringComparison.Ordinal);
}
