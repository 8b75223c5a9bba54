using Lifelines.Tests.Processes.Linux;

namespace Lifelines.Tests.Identity;

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
        Assert.Equal(isSame ? [200] : [], proc.Add(200, command).Open().Find().Others.Pids());
    }

    [Fact]
    public static void ArgumentsAreComparedAsBytes()
    {
        using var proc = new FakeProc();
        _ = proc.Add(100, [.. "worker\0"u8, 0xff, 0]).Add(200, [.. "worker\0"u8, 0xfe, 0]).Add(201, [.. "worker\0"u8, 0xff, 0]);
        Assert.Equal([201], proc.Open().Find().Others.Pids());
    }

    [Fact]
    public static void SoAreProgramNames()
    {
        using var proc = new FakeProc();
        _ = proc.Add(100, [0xff, .. "\0a\0"u8]).Add(200, [0xfe, .. "\0a\0"u8]).Add(201, [.. "/srv/"u8, 0xff, .. "\0a\0"u8]);
        Assert.Equal([201], proc.Open().Find().Others.Pids());
    }

    [Fact]
    public static void TheOptionsMayTellWhatIsTheSame()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "worker\0x\0b\0").Add(201, "worker\0x\0a\0");
        Assert.Equal([201], proc.Open().Find(arguments => arguments.Contains("a")).Others.Pids());
    }

    [Fact]
    public static void DescendantsAreAPartOfTheirAncestor()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "worker\0a\0", parent: 100).Add(201, "sh\0", parent: 100).Add(202, "worker\0a\0", parent: 201).Add(203, "worker\0a\0");
        Assert.Equal([203], proc.Open().Find().Others.Pids());
    }

    [Fact]
    public static void AParentYoungerThanItsChildIsAnotherProcessWithThatPid()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "worker\0a\0", parent: 100, start: 50);
        Assert.Equal([200], proc.Open().Find().Others.Pids());
    }

    [Fact]
    public static void AncestorsAndForkedChildrenAreNoInstancesToTerminate()
    {
        using var proc = new FakeProc();
        _ = proc.Add(50, "worker\0x\0").Add(60, "sh\0", parent: 50).Add(100, "worker\0stop\0", parent: 60).Add(200, "worker\0x\0").Add(201, "worker\0x\0", parent: 200);
        var members = proc.Open().Find(arguments => arguments is ["x"]);
        Assert.Equal([50, 200, 201], members.Others.Pids());
        Assert.Equal([50, 200], members.Instances.Pids());
        Assert.Equal([200], members.InstancesToEnd.Pids());
        Assert.Equal([50], members.InstancesAbove.Pids());
    }

    [Fact]
    public static void WhatAProcessOfAnotherCommandStartedIsAnInstance()
    {
        using var proc = new FakeProc();
        _ = proc.Add(100, "worker\0stop\0").Add(200, "worker\0x\0", parent: 100);
        Assert.Equal([200], proc.Open().Find(arguments => arguments is ["x"]).InstancesToEnd.Pids());
    }

    [Fact]
    public static void OnlyOlderProcessesWithThisOnesCommandAreEarlierTerminations()
    {
        using var proc = new FakeProc();
        _ = proc.Add(90, "worker\0stop\0").Add(91, "worker\0x\0").Add(92, "worker\0y\0").Add(100, "worker\0stop\0").Add(200, "worker\0stop\0");
        var table = proc.Open();
        Assert.Equal([90], table.Find(arguments => arguments is ["x"]).EarlierTerminations.Pids());

        // Where the termination's own command is one of the lifeline.
        Assert.Empty(table.Find().EarlierTerminations);
    }

    [Fact]
    public static void AWrapperWithTheSameCommandIsNoWorkerAboveThisProcess()
    {
        using var proc = new FakeProc();
        _ = proc.Add(50, "worker\0a\0").Add(100, "worker\0a\0", parent: 50);
        Assert.Empty(proc.Open().Find().InstancesAbove);
    }
}
