namespace Lifelines.EndToEnd.Users;

[Needs("users")]
public sealed class ActingAsOtherUsers : IDisposable
{
    private const string AsNobody = "exec setpriv --reuid=65534 --regid=65534 --clear-groups \"$@\"";
    private const string AsNobodyInOwnScope = "export TESTWORKER_SCOPE=user; " + AsNobody;

    private readonly CopiedProgram _program = new();
    private readonly Worker _worker = new();

    public void Dispose()
    {
        _worker.Dispose();
        _program.Dispose();
    }

    [Fact]
    public async Task TheWholeMachineCountsByDefault()
    {
        _ = await _worker.StartHolder();
        var second = Start(AsNobody);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);
    }

    [Fact]
    public async Task EachUserHasOneInTheUsersScope()
    {
        _ = await _worker.StartHolder();
        _ = await Start(AsNobodyInOwnScope).WaitForLine("running");
        var second = Start(AsNobodyInOwnScope);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);
    }

    [Fact]
    public async Task WhatMayNotBeSignalledIsAnErrorAndTheOthersEnd()
    {
        var foreign = await _worker.StartHolder();
        var own = Start(AsNobodyInOwnScope);
        _ = await own.WaitForLine("running");

        var terminate = _worker.Add(Child.Start("bash", ["-c", AsNobody, "bash", _program.Program, "terminate", "600", .. _worker.Arguments().Skip(1)]));
        Assert.Equal(1, await terminate.WaitForExit());
        Assert.Contains($"{foreign.Id} NotPermitted", terminate.Output, StringComparison.Ordinal);
        Assert.Contains("is not yours to terminate: run this as root", terminate.Output, StringComparison.Ordinal);
        Assert.Contains($"{own.Id} Stopped", terminate.Output, StringComparison.Ordinal);
        Assert.Equal(0, await own.WaitForExit());
        Assert.False(foreign.HasExited);
    }

    [Theory]
    [Needs("namespaces")]
    [InlineData("hidepid=2")]
    [InlineData("hidepid=1")]
    public async Task HiddenProcessesAreAnErrorUnlessOnlyTheUsersOwnCount(string hidepid)
    {
        var mount = $"mount -t proc -o {hidepid} proc /proc && ";
        var machine = InMountNamespace(mount + AsNobody);
        Assert.Equal(3, await machine.WaitForExit());
        Assert.Contains("hidepid", machine.Output, StringComparison.Ordinal);

        _ = await InMountNamespace(mount + AsNobodyInOwnScope).WaitForLine("running");
        var second = InMountNamespace(mount + AsNobodyInOwnScope);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);
    }

    [Fact]
    [Needs("namespaces")]
    public async Task RootSeesWhatIsHiddenFromOthers() =>
        _ = await InMountNamespace("mount -t proc -o hidepid=2 proc /proc && exec \"$@\"").WaitForLine("running");

    private Child Start(string shellCommand) => _worker.StartBy(shellCommand, program: _program.Program);

    private Child InMountNamespace(string shellCommand) =>
        _worker.Add(Child.Start("unshare", ["--mount", "bash", "-c", shellCommand, "bash", _program.Program, .. _worker.Arguments()]));
}
