using System.Text;
using Lifelines.Processes;
using Lifelines.Processes.Ps;

namespace Lifelines.Tests.Processes.Ps;

/// <summary>Lines as the systems print them for PsCommand's options, written from their manuals.</summary>
public static class ReadingPsOutput
{
    private const ulong Start = 1_793_438_376;

    [Theory]
    [InlineData("19009  1124     0 0 S Sat Oct 31 09:19:36 2026 bash /dev/fd/3", 19009, 1124, "0", "0", 'S', Start, "bash /dev/fd/3")]
    [InlineData("    1     0     0 0 S Sun Nov  1 09:19:36 2026 /sbin/init", 1, 0, "0", "0", 'S', Start + 86_400, "/sbin/init")]
    [InlineData("   12     2     0 0 I Sat Oct 31 09:19:36 2026 [kworker/0:1]", 12, 2, "0", "0", 'I', Start, "[kworker/0:1]")]
    [InlineData(" 4711  4700  1000 1000 Z Sat Oct 31 09:19:36 2026 [worker] <defunct>", 4711, 4700, "1000", "1000", 'Z', Start, "[worker] <defunct>")]
    // macOS: the columns of lstart are as wide as the longest, the state has marks behind it.
    [InlineData("  312     1   501 501 Ss   Sat Oct 31 09:19:36 2026     /Applications/Worker.app/Contents/MacOS/worker a  b", 312, 1, "501", "501", 'S', Start, "/Applications/Worker.app/Contents/MacOS/worker a  b")]
    [InlineData("  313   312   501 501 R+   Sat Oct 31 09:19:36 2026     (worker)", 313, 312, "501", "501", 'R', Start, "(worker)")]
    [InlineData("   99     1    -2 -2 U    Sat Oct 31 09:19:36 2026     /usr/sbin/x", 99, 1, "-2", "-2", 'U', Start, "/usr/sbin/x")]
    // FreeBSD.
    [InlineData("    0     0     0 0 DLs  Sat Oct 31 09:19:36 2026 [kernel]", 0, 0, "0", "0", 'D', Start, "[kernel]")]
    [InlineData(" 1234     1  1001 1001 Is   Sat Oct 31 09:19:36 2026 dotnet /srv/worker.dll a", 1234, 1, "1001", "1001", 'I', Start, "dotnet /srv/worker.dll a")]
    [InlineData(" 1235  1234  1001 1001 Z    Sat Oct 31 09:19:36 2026 <defunct>", 1235, 1234, "1001", "1001", 'Z', Start, "<defunct>")]
    [InlineData(" 1236  1234  1001 1001 S    Sat Oct 31 09:19:36 2026", 1236, 1234, "1001", "1001", 'S', Start, "")]
    public static void ALineIsAProcess(string line, int pid, int parent, string user, string realUser, char state, ulong start, string arguments) =>
        Assert.Equal(new PsLine(new ProcessKey(start, pid), parent, user, realUser, state, arguments), PsLine.Parse(line));

    [Theory]
    [InlineData("S        1     0 root root     /sbin/init splash", 1, 0, "root", "root", 'S', "/sbin/init splash")]
    [InlineData("IW<      4     2 root root     [kworker/R-rcu_g]", 4, 2, "root", "root", 'I', "[kworker/R-rcu_g]")]
    [InlineData("S N   4711  4700 deploy deploy   /srv/worker a", 4711, 4700, "deploy", "deploy", 'S', "/srv/worker a")]
    [InlineData("Z     4712  4711 deploy deploy   [worker]", 4712, 4711, "deploy", "deploy", 'Z', "[worker]")]
    public static void BusyBoxHasColumnsOfItsOwn(string line, int pid, int parent, string user, string realUser, char state, string arguments) =>
        Assert.Equal(new PsLine(new ProcessKey(0, pid), parent, user, realUser, state, arguments), PsLine.ParseBusyBox(line));

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("  PID  PPID   UID S                  STARTED COMMAND")]
    [InlineData("19009  1124     0 0 S Sat Foo 31 09:19:36 2026 bash")]
    [InlineData("19009  1124     0 0 S Sa. 31 Okt 09:19:36 2026 bash")]
    [InlineData("19009  1124     0 0 S Sat Oct 31 09:19")]
    [InlineData("x  1124     0 0 S Sat Oct 31 09:19:36 2026 bash")]
    public static void AnythingElseIsAnError(string line) =>
        Assert.Contains($"cannot be understood: \"{line}\"", Assert.Throws<LifelineException>(() => PsLine.Parse(line)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("S   ")]
    [InlineData("STAT PID   PPID  USER     COMMAND")]
    [InlineData("S     4711  4700")]
    public static void AnythingElseOfBusyBoxIsAnErrorToo(string line) =>
        Assert.Contains($"cannot be understood: \"{line}\"", Assert.Throws<LifelineException>(() => PsLine.ParseBusyBox(line)).Message, StringComparison.Ordinal);

    [Fact]
    public static void EachSpaceEndsAnArgument() =>
        Assert.Equal("worker\0a\0\0b\0", Encoding.UTF8.GetString(PsLine.Parse("  312     1   501   501 Ss   Sat Oct 31 09:19:36 2026 worker a  b").CommandLine()));
}
