using System.Text;
using Lifelines.Processes.Linux;

namespace Lifelines.Tests.Processes.Linux;

/// <summary>The option hidepid of proc(5), where process 1 is this user's own and says nothing.</summary>
public static class LookingWhereProcessesAreHidden
{
    private const string Status = "Name:\tworker\nUid:\t7\t7\t7\t7\nGid:\t8\t8\t8\t9\nGroups:\t20 30 \nCapEff:\t0000000000000000\n";

    [Theory]
    [InlineData("rw", false)]
    [InlineData("rw,hidepid=0", false)]
    [InlineData("rw,hidepid=off", false)]
    [InlineData("rw,hidepid=1", true)]
    [InlineData("rw,hidepid=noaccess", true)]
    [InlineData("rw,hidepid=2", true)]
    [InlineData("rw,hidepid=invisible", true)]
    [InlineData("rw,gid=30,hidepid=invisible", false)]
    [InlineData("rw,gid=9,hidepid=2", false)]
    [InlineData("rw,gid=8,hidepid=2", true)]
    [InlineData("rw,gid=3,hidepid=2", true)]
    [InlineData("rw,hidepid=ptraceable", true)]
    [InlineData("rw,gid=30,hidepid=ptraceable,subset=pid", true)]
    [InlineData("rw,hidepid=something", true)]
    public static void TheOptionAndTheGroupsTell(string options, bool hides) =>
        Assert.Equal(hides, HidePid.Hides($"21 1 8:1 / / rw - ext4 /dev/root rw,hidepid=2\n22 27 0:21 / /proc rw,relatime shared:5 master:1 - proc proc {options}\n23 22 0:22 / /proc/x rw - proc proc rw,hidepid=2\n", "/proc", new ProcStatus(Encoding.UTF8.GetBytes(Status))));

    [Theory]
    [InlineData("rw", "rw,hidepid=2", true)]
    [InlineData("rw,hidepid=2", "rw", false)]
    public static void TheLastMountIsTheOneThatIsSeen(string below, string above, bool hides) =>
        Assert.Equal(hides, HidePid.Hides($"22 27 0:21 / /proc rw - proc proc {below}\n23 22 0:22 / /proc rw - proc proc {above}\n", "/proc", new ProcStatus(Encoding.UTF8.GetBytes(Status))));

    [Fact]
    public static void WithoutAMountThereIsAnError() =>
        Assert.Contains("not among the mounts", Assert.Throws<LifelineException>(() => HidePid.Hides("21 1 8:1 / / rw - ext4 /dev/root rw\n", "/proc", default)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1000, 1000, "", "rw,gid=5,hidepid=2", true)]
    [InlineData(1000, 1000, "", "rw,hidepid=2", false)]
    [InlineData(1000, 1000, "", "rw", false)]
    [InlineData(0, 0, "", "rw,hidepid=4", true)]
    [InlineData(0, 0, "CapEff:\t00000000a80425fb\n", "rw,hidepid=4", true)]
    [InlineData(0, 0, "CapEff:\t000001ffffffffff\n", "rw,hidepid=4", false)]
    [InlineData(1000, 1000, "CapEff:\t0000000000080000\n", "rw,hidepid=4", false)]
    [InlineData(1000, 1001, "", "rw,hidepid=4", false)]
    public static void WhereProcessOneIsTheUsersOwnOnlyTheMountTells(uint user, uint userOfFirst, string status, string options, bool isError)
    {
        using var proc = new FakeProc();
        _ = proc.Add(1, "worker-init\0", parent: 0, user: userOfFirst, real: userOfFirst, saved: userOfFirst).Add(100, "worker\0a\0", user: user, real: user, saved: user, status: status);
        File.WriteAllText(Path.Combine(proc.Root, "100", "mountinfo"), $"22 27 0:21 / {proc.Root} rw - proc proc {options}\n");
        var table = proc.Open();
        if (isError)
            Assert.Contains("is mounted with hidepid", Assert.Throws<LifelineException>(() => table.Scan("worker")).Message, StringComparison.Ordinal);
        else
            Assert.Empty(table.Scan("worker"));
    }

    [Fact]
    public static void TheUsersScopeComparesTheRealUserToo()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "worker\0a\0", real: 1000).Add(201, "worker\0a\0").Add(202, "worker\0a\0", user: 1000);
        Assert.Equal([201], proc.Open().Scan("worker", LifelineScope.CurrentUser).Pids());
    }
}
