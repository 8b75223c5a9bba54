using Lifelines.Identity;
using Lifelines.Processes;
using Lifelines.Processes.Ps;

namespace Lifelines.Tests.Processes.Ps;

public static class LookingAtPsLines
{
    private const int Self = 100;

    private static readonly PsLine[] _always = [Line(1, "/sbin/init", parent: 0), Line(Self, "worker a")];

    [Fact]
    public static void FindsEveryProcessOfTheProgram()
    {
        var found = Table([Line(200, "/srv/worker b"), Line(201, "dotnet /srv/worker.dll a"), Line(202, "other worker"), Line(203, "dotnet run worker"), Line(204, "worker a", state: 'Z')])
            .Scan("worker");
        Assert.Equal([200, 201], found.Pids());
    }

    [Fact]
    public static void InTheUsersScopeOthersDoNotCount()
    {
        var table = Table([Line(200, "worker a"), Line(201, "worker a", user: "501"), Line(202, "(worker)", user: "501"), Line(203, "worker a", realUser: "501")]);
        Assert.Equal([200], table.Scan("worker", LifelineScope.CurrentUser).Pids());
    }

    [Fact]
    public static void WhatIsBeingReplacedIsListedAgain()
    {
        var lists = 0;
        var table = new PsProcessTable(() => [.. _always, lists++ < 4 ? Line(200, "(bash)") : Line(200, "worker a")], Self);
        Assert.Equal([200], table.Scan("worker").Pids());

        // Once for this process itself.
        Assert.Equal(5, lists);
    }

    [Theory]
    [InlineData("(worker)", "worker")]
    [InlineData("[worker]", "worker")]
    [InlineData("(dotnet)", "worker")]
    [InlineData("[worker-with-a-l]", "worker-with-a-long-name")]
    public static void HiddenArgumentsOfWhatCouldBeTheProgramAreAnError(string arguments, string program)
    {
        var table = Table([Line(200, arguments)]);
        Assert.Contains("arguments of process 200", Assert.Throws<LifelineException>(() => table.Scan(program)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(sshd)")]
    [InlineData("[work]")]
    [InlineData("")]
    public static void OthersMayHideTheirs(string arguments) =>
        Assert.Empty(Table([Line(200, arguments)]).Scan("worker"));

    [Fact]
    public static void AListWithoutProcessOneHidesOthers()
    {
        var table = new PsProcessTable(() => [Line(Self, "worker a")], Self);
        Assert.Contains("does not list the processes of other users", Assert.Throws<LifelineException>(() => table.Scan("worker")).Message, StringComparison.Ordinal);
        Assert.Empty(table.Scan("worker", LifelineScope.CurrentUser));
    }

    [Fact]
    public static void SelfIsComparedInTheSameForm()
    {
        // Joined by spaces, "a b" and "a", "b" are one command; a space in the path of the program cuts it there.
        var table = new PsProcessTable(() => [Line(1, "/sbin/init", parent: 0), Line(Self, "/srv/my app/worker a b"), Line(200, "/srv/my app/worker a b")], Self);
        Assert.Equal("my", $"{new CommandIdentity(table.ReadSelf()).Program}");
        Assert.Equal([200], table.Find().Others.Pids());
    }

    private static PsProcessTable Table(PsLine[] lines) => new(() => [.. _always, .. lines], Self);

    private static PsLine Line(int pid, string arguments, char state = 'S', string user = "0", int parent = 1, string? realUser = null) =>
        new(new ProcessKey((ulong)pid, pid), parent, user, realUser ?? user, state, arguments);
}
