using Lifelines.Processes;

namespace Lifelines.Tests.Processes;

public static class LookingAtPsLines
{
    private const int Self = 100;

    private static readonly PsLine[] _always = [Line(1, "/sbin/init", parent: 0), Line(Self, "worker a")];

    [Fact]
    public static void FindsEveryProcessOfTheProgram()
    {
        var found = Table([Line(200, "/srv/worker b"), Line(201, "dotnet /srv/worker.dll a"), Line(202, "other worker"), Line(203, "dotnet run worker"), Line(204, "worker a", state: 'Z')])
            .Find("worker", LifelineScope.Machine);
        Assert.Equal([Self, 200, 201], found.Select(process => process.Pid));
    }

    [Fact]
    public static void InTheUsersScopeOthersDoNotCount()
    {
        var table = Table([Line(200, "worker a"), Line(201, "worker a", user: "501"), Line(202, "(worker)", user: "501")]);
        Assert.Equal([Self, 200], table.Find("worker", LifelineScope.CurrentUser).Select(process => process.Pid));
    }

    [Fact]
    public static void WhatIsBeingReplacedIsListedAgain()
    {
        var lists = 0;
        var table = new PsProcessTable(() => [.. _always, lists++ < 3 ? Line(200, "(bash)") : Line(200, "worker a")], Self);
        Assert.Equal([Self, 200], table.Find("worker", LifelineScope.Machine).Select(process => process.Pid));
        Assert.Equal(4, lists);
    }

    [Theory]
    [InlineData("(worker)", "worker")]
    [InlineData("[worker]", "worker")]
    [InlineData("(dotnet)", "worker")]
    [InlineData("[worker-with-a-l]", "worker-with-a-long-name")]
    public static void HiddenArgumentsOfWhatCouldBeTheProgramAreAnError(string arguments, string program)
    {
        var table = Table([Line(200, arguments)]);
        Assert.Contains("arguments of process 200", Assert.Throws<LifelineException>(() => table.Find(program, LifelineScope.Machine)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(sshd)")]
    [InlineData("[work]")]
    [InlineData("")]
    public static void OthersMayHideTheirs(string arguments) =>
        Assert.Equal([Self], Table([Line(200, arguments)]).Find("worker", LifelineScope.Machine).Select(process => process.Pid));

    [Fact]
    public static void AListWithoutProcessOneHidesOthers()
    {
        var table = new PsProcessTable(() => [Line(Self, "worker a")], Self);
        Assert.Contains("does not list the processes of other users", Assert.Throws<LifelineException>(() => table.Find("worker", LifelineScope.Machine)).Message, StringComparison.Ordinal);
        _ = Assert.Single(table.Find("worker", LifelineScope.CurrentUser));
    }

    [Fact]
    public static void SelfIsComparedInTheSameForm()
    {
        // Joined by spaces, "a b" and "a", "b" are one command; a space in the path of the program cuts it there.
        var table = new PsProcessTable(() => [Line(1, "/sbin/init", parent: 0), Line(Self, "/srv/my app/worker a b"), Line(200, "/srv/my app/worker a b")], Self);
        var candidate = new Candidate(table, new LifelineOptions());
        Assert.Equal("my", candidate.Name);
        Assert.Equal([200], candidate.FindOthers().Select(process => process.Pid));
    }

    private static PsProcessTable Table(PsLine[] lines) => new(() => [.. _always, .. lines], Self);

    private static PsLine Line(int pid, string arguments, char state = 'S', string user = "0", int parent = 1) =>
        new(new ProcessKey((ulong)pid, pid), parent, user, state, arguments);
}
