using Lifelines.Tests.Processes;

namespace Lifelines.Tests;

public static class RecognisingTheSameCommand
{
    [Theory]
    [InlineData("worker\0a\0", true)]
    [InlineData("/srv/releases/2/worker\0a\0", true)]
    [InlineData("dotnet\0/srv/worker.dll\0a\0", true)]
    [InlineData("worker\0", false)]
    [InlineData("worker\0a\0b\0", false)]
    [InlineData("worker\0A\0", false)]
    [InlineData("worker\0 a\0", false)]
    [InlineData("Worker\0a\0", false)]
    [InlineData("worker2\0a\0", false)]
    [InlineData("bash\0worker\0a\0", false)]
    public static void ProgramAndArgumentsCount(string command, bool isSame)
    {
        using var proc = new FakeProc();
        var others = new Candidate(proc.Add(200, command).Open(), new LifelineOptions()).FindOthers();
        Assert.Equal(isSame ? [200] : [], others.Select(process => process.Pid));
    }

    [Fact]
    public static void ArgumentsAreComparedAsBytes()
    {
        using var proc = new FakeProc();
        _ = proc.Add(100, [.. "worker\0"u8, 0xff, 0]).Add(200, [.. "worker\0"u8, 0xfe, 0]).Add(201, [.. "worker\0"u8, 0xff, 0]);
        Assert.Equal([201], new Candidate(proc.Open(), new LifelineOptions()).FindOthers().Select(process => process.Pid));
    }

    [Fact]
    public static void TheOptionsMayTellWhatIsTheSame()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "worker\0x\0b\0").Add(201, "worker\0x\0a\0");
        var options = new LifelineOptions { IsSameCommand = arguments => arguments.Contains("a") };
        Assert.Equal([201], new Candidate(proc.Open(), options).FindOthers().Select(process => process.Pid));
    }

    [Fact]
    public static void WhoCouldNotBeFoundByOthersMustNotHold()
    {
        using var proc = new FakeProc();
        var candidate = new Candidate(proc.Open(), new LifelineOptions { Name = "x:lifeline", IsSameCommand = arguments => arguments.Contains("x") });
        var exception = Assert.Throws<LifelineException>(() => candidate.TryHold(out _));
        Assert.Contains("could not be found as x:lifeline", exception.Message, StringComparison.Ordinal);
        Assert.Contains("worker a", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void DescendantsAreAPartOfTheirAncestor()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "worker\0a\0", parent: 100).Add(201, "sh\0", parent: 100).Add(202, "worker\0a\0", parent: 201).Add(203, "worker\0a\0");
        Assert.Equal([203], new Candidate(proc.Open(), new LifelineOptions()).FindOthers().Select(process => process.Pid));
    }

    [Fact]
    public static void AParentYoungerThanItsChildIsAnotherProcessWithThatPid()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "worker\0a\0", parent: 100, start: 50);
        Assert.Equal([200], new Candidate(proc.Open(), new LifelineOptions()).FindOthers().Select(process => process.Pid));
    }

    [Fact]
    public static void AncestorsAndForkedChildrenAreNoInstancesToTerminate()
    {
        using var proc = new FakeProc();
        _ = proc.Add(50, "worker\0x\0").Add(60, "sh\0", parent: 50).Add(100, "worker\0stop\0", parent: 60).Add(200, "worker\0x\0").Add(201, "worker\0x\0", parent: 200);
        var candidate = new Candidate(proc.Open(), new LifelineOptions { IsSameCommand = arguments => arguments is ["x"] });
        Assert.Equal([50, 200, 201], candidate.FindOthers().Select(process => process.Pid).Order());
        Assert.Equal([50, 200], candidate.FindInstances().Select(process => process.Pid).Order());
        Assert.Equal([200], candidate.FindOthersToEnd().Select(process => process.Pid));
    }
}
