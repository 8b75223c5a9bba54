using Lifelines.Identity;

namespace Lifelines.Tests.Identity;

public static class ShowingWhatWasLeft
{
    [Fact]
    public static void WhoLeftNothingShowsItsOwnName() => Assert.Null(Mark.Of(["a"], []));

    [Fact]
    public static void WhoLeftAllItTriedIsInNoRunning()
    {
        Assert.Equal("lifeline-left", Mark.Of([], ["a", "b"]));
        Assert.True(Mark.SaysLeft("lifeline-left", "anything"));
    }

    [Fact]
    public static void WhoHoldsOneIsSeenToHaveLeftTheOthersOnly()
    {
        var mark = Mark.Of(["held"], ["a", "b", "c", "d", "e"])!;
        Assert.Equal(15, mark.Length);
        Assert.All((string[])["a", "b", "c", "d", "e"], key => Assert.True(Mark.SaysLeft(mark, key)));
        Assert.False(Mark.SaysLeft(mark, "held"));
        Assert.False(Mark.SaysLeft(mark, "other"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("worker")]
    [InlineData("left:")]
    [InlineData("lifeline")]
    public static void OtherNamesSayNothing(string? name) => Assert.False(Mark.SaysLeft(name, "a"));

    [Fact]
    public static void WhatCannotBeToldApartOrDoesNotFitIsAnError()
    {
        _ = Assert.Throws<InvalidOperationException>(() => Mark.Of(["?"], ["?"]));
        _ = Assert.Throws<InvalidOperationException>(() => Mark.Of(["held"], ["a", "b", "c", "d", "e", "f"]));
    }
}
