using System.Text;
using Lifelines.Identity;
using Lifelines.Processes;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Identity;

public static class RecognisingTags
{
    private static readonly ProcessEntry _worker = Process(7, 3, "/srv/worker\0x\0é %:\0");

    [Fact]
    public static void ATagSurvivesItsText()
    {
        var tag = new ProcessTag(0xfedcba9876543210, 4026531836, new ProcessKey(ulong.MaxValue, int.MaxValue), _worker.CommandLine);
        var read = ProcessTag.TryParse(Encoding.ASCII.GetBytes(tag.Format()))!;
        Assert.Equal((tag.Identity, tag.PidNamespace, tag.Worker), (read.Identity, read.PidNamespace, read.Worker));
        Assert.Equal(tag.Command, read.Command);
        Assert.Equal(ProcessTag.FixedLength, (tag with { Command = new byte[100_000] }).Format().Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no")]
    [InlineData("1:00")]
    public static void AnyOtherTextIsNone(string text) => Assert.Null(ProcessTag.TryParse(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public static void TheSameCommandByAnyPathIsTheSame()
    {
        Assert.True(Generic(_worker).IsTaggedBy(TagOf(Generic(_worker)), null));
        Assert.True(Generic(Process(8, 4, "dotnet\0worker.dll\0x\0é %:\0")).IsTaggedBy(TagOf(Generic(_worker)), null));
        Assert.False(Generic(Process(8, 4, "/srv/worker\0x\0")).IsTaggedBy(TagOf(Generic(_worker)), null));
    }

    [Fact]
    public static void WhatWasTooLongToPassOnIsKnownByItsNumber()
    {
        Assert.True(Generic(_worker).IsTaggedBy(TagOf(Generic(_worker)) with { Command = [] }, null));
        Assert.True(Named("a").IsTaggedBy(TagOf(Named("a")) with { Command = [] }, null));
        Assert.False(Named("b").IsTaggedBy(TagOf(Named("a")) with { Command = [] }, null));
    }

    [Fact]
    public static void OfTwoNamesOnOneCommandEachIsItsOwn()
    {
        Assert.True(Named("a").IsTaggedBy(TagOf(Named("a")), null));
        Assert.False(Named("b").IsTaggedBy(TagOf(Named("a")), null));
        Assert.True(Named("b").IsTaggedBy(TagOf(Named("a")) with { Identity = TagIdentity.Any }, null));
    }

    [Fact]
    public static void WhoKnowsTheCommandOnlyComparesTheCommand()
    {
        Assert.True(Named("stop").IsTaggedBy(TagOf(Generic(_worker)), null));
        Assert.True(new CommandIdentity(_worker, isSameCommand: arguments => arguments[0] == "x").IsTaggedBy(TagOf(Named("a")), null));
        Assert.False(new CommandIdentity(_worker, isSameCommand: arguments => arguments[0] == "y").IsTaggedBy(TagOf(Named("a")), null));
    }

    [Fact]
    public static void TheFolderCountsWhereItIsCompared() => Assert.False(Generic(_worker).IsTaggedBy(TagOf(Generic(_worker)), "/other"));

    private static CommandIdentity Generic(ProcessEntry process) => new(process);

    private static CommandIdentity Named(string name) => new(_worker, isSameCommand: _ => true) { SharedName = name };

    private static ProcessTag TagOf(CommandIdentity identity) => new(identity.TagOf(_worker, null), 1, _worker.Key, _worker.CommandLine);
}
