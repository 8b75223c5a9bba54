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

    /// <summary>A container whose process 1 is the user's own; another user's worker is not listed.</summary>
    [Theory]
    [Needs("namespaces", "ps")]
    [InlineData("hidepid=2")]
    [InlineData("hidepid=4")]
    public async Task HiddenProcessesAreAnErrorWhereProcessOneIsTheUsersOwn(string hidepid)
    {
        var container = _worker.Add(Child.Start("unshare", ["--pid", "--fork", "--mount-proc", "--kill-child", "bash", "-c",
            $"mount -o remount,{hidepid} /proc; \"$@\" & until pgrep testworker > /dev/null; do :; done; exec setpriv --reuid=65534 --regid=65534 --clear-groups bash -c '\"$@\"; echo ended with $?' bash \"$@\"", "bash", _program.Program, .. _worker.Arguments()]));
        _ = await container.WaitForLine("ended with 3");
        Assert.Contains("/proc is mounted with hidepid", container.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Needs("namespaces")]
    public async Task AProgramThatIsHiddenFromItsOwnUserIsAnErrorInTheUsersScope()
    {
        // As with capabilities of its file, which .NET compiled ahead of time leaves so.
        const string Undumpable = "export TESTWORKER_UNDUMPABLE=1; " + AsNobodyInOwnScope;
        var child = InMountNamespace("mount -t proc -o hidepid=2 proc /proc && " + Undumpable);
        Assert.Equal(3, await child.WaitForExit());
        Assert.Contains("not dumpable", child.Output, StringComparison.Ordinal);
        _ = await Start(Undumpable).WaitForLine("running");
    }

    [Fact]
    [Needs("namespaces")]
    public async Task RootSeesWhatIsHiddenFromOthers() =>
        _ = await InMountNamespace("mount -t proc -o hidepid=2 proc /proc && exec \"$@\"").WaitForLine("running");

    private Child Start(string shellCommand) => _worker.StartBy(shellCommand, program: _program.Program);

    private Child InMountNamespace(string shellCommand) =>
        _worker.Add(Child.Start("unshare", ["--mount", "bash", "-c", shellCommand, "bash", _program.Program, .. _worker.Arguments()]));
}
