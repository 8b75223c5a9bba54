namespace Lifelines.EndToEnd;

/// <summary>As in containers for a foreign processor. The emulator answers for its own process's command with the one that it emulates.</summary>
[Needs("qemu")]
public static class RunningUnderAnEmulator
{
    private const string Emulated = "exec $EMULATOR \"$@\"";

    [Fact]
    public static async Task TheSecondLeavesEmulatedOrNot()
    {
        using var worker = new Worker();
        var holder = StartEmulated(worker);
        _ = await holder.WaitForLine("running");
        Child[] others = [StartEmulated(worker), worker.Start()];
        foreach (var other in others)
        {
            Assert.True(await other.WaitForExit() == 0, other.Output);
            Assert.Equal("yielded", other.Output);
        }

        var terminate = worker.Terminate(600);
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.StartsWith($"{holder.Id} Stopped", terminate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task OneUnderTheEmulatorLeavesToOneWithout()
    {
        using var worker = new Worker();
        _ = await worker.StartHolder();
        var second = StartEmulated(worker);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);
    }

    private static Child StartEmulated(Worker worker) => worker.StartBy($"EMULATOR={Needs.Emulator}; {Emulated}");
}
