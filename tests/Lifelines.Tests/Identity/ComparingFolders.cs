using Lifelines.Identity;
using Lifelines.Processes;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Identity;

/// <summary>In doubt, a process counts as a rival, and is not ended.</summary>
public static class ComparingFolders
{
    private static readonly ProcessEntry _here = Process(7, 40);
    private static readonly ProcessEntry _elsewhere = Process(8, 40);
    private static readonly ProcessEntry _unknown = Process(9, 40);

    [Fact]
    public static void OneThatMayLieInTheFolderCounts() =>
        Assert.Equal([7, 9], new ProgramFolder(Table(), "/srv/a").Narrow(new ProcessScan(Process(Self, 50), [_here, _elsewhere, _unknown])).Others.Pids());

    [Fact]
    public static void OneOfWhichThatIsNotCertainIsNotEnded()
    {
        var table = Table();
        var folder = new ProgramFolder(table, "/srv/a");
        folder.Ensure([_here]);
        Assert.Contains("where the program of process 9 lies, so it is not terminated", Assert.Throws<LifelineException>(() => folder.Ensure([_here, _unknown])).Message, StringComparison.Ordinal);

        table.Now[9] = null;
        folder.Ensure([_here, _unknown]);
    }

    private static FakeTable Table() => new([_here, _elsewhere, _unknown]) { Folders = { [7] = "/srv/a", [8] = "/srv/b" } };
}
