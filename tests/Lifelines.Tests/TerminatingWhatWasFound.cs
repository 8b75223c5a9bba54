using Lifelines.Processes;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests;

public static class TerminatingWhatWasFound
{
    private static readonly ProcessEntry _found = Process(200, 60);

    public static TheoryData<string> Replacements { get; } = ["worker\0a\0", "sshd\0"];

    [Fact]
    public static void TheProcessThatWasFoundIsAskedToEnd()
    {
        var table = new FakeTable([_found]);
        var result = new Termination(table, TimeSpan.FromSeconds(10)).Run([_found], []);
        Assert.Equal([(200, "Ask")], table.Deeds);
        Assert.Equal(TerminationOutcome.Stopped, Assert.Single(result.Processes).Outcome);
    }

    [Theory]
    [MemberData(nameof(Replacements))]
    public static void NeverAProcessThatReusedThePid(string command) => AssertNotSignalled(Process(200, 61, command));

    [Fact]
    public static void NeverAProcessThatRunsAnotherProgramByNow() => AssertNotSignalled(Process(200, 60, "sleep\0600\0"));

    [Fact]
    public static void NeverAProcessThatHasEnded() => AssertNotSignalled(null);

    private static void AssertNotSignalled(ProcessEntry? now)
    {
        var table = new FakeTable([_found]);
        table.Now[200] = now;
        Assert.Empty(new Termination(table, TimeSpan.FromSeconds(10)).Run([_found], []).Processes);
        Assert.Empty(table.Deeds);
    }
}
