using Lifelines.Processes;
using Lifelines.Terminations;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Terminations;

/// <summary>What a worker started may have called exec since, but must be the same process, with the same tag.</summary>
public static class OpeningWhatWasFound
{
    private static readonly ProcessTag _tag = new(7, 1, new ProcessKey(60, 150), []);
    private static readonly TaggedProcess _found = new(new ParentLink(new ProcessKey(70, 200), 1), _tag);

    [Fact]
    public static void TheSameIsOpened() => Assert.True(IsOpened(_found with { Tag = _tag with { Identity = 8 } }));

    [Fact]
    public static void NotOneThatReusedThePid() => Assert.False(IsOpened(_found with { Link = new ParentLink(new ProcessKey(71, 200), 1) }));

    [Fact]
    public static void NotOneThatHasOptedOut() => Assert.False(IsOpened(_found with { IsOptedOut = true }));

    [Fact]
    public static void NotOneThatShowsAnotherWorker() => Assert.False(IsOpened(_found with { Tag = null }));

    private static bool IsOpened(TaggedProcess now)
    {
        var table = new FakeTable([Process(Self, 50)]);
        table.Tagged.Add(now);
        using var handle = new Opening(table).TryOpen(_found);
        return handle is not null;
    }
}
