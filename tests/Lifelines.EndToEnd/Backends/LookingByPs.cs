namespace Lifelines.EndToEnd.Backends;

/// <summary>By the ps of procps, in an environment that tries to change what it prints.</summary>
[Needs("ps")]
public sealed class LookingByPs : BackendCases
{
    internal override Backend Backend { get; } = new([Worker.Program], ("LIFELINES_PROCESS_TABLE", "ps"), ("COLUMNS", "20"), ("PS_FORMAT", "pid"), ("LC_ALL", "C"), ("TZ", "Asia/Kathmandu"));

    protected override bool TellsArgumentsApart => false;

    /// <summary>As one that reads the command of a process whose memory is locked.</summary>
    [Fact]
    public async Task APsThatDoesNotEndIsAnError()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "ps"), "#!/bin/sh\nexec sleep 600\n", TestContext.Current.CancellationToken);
        Shell.Run("chmod", "+x", Path.Combine(folder.Path, "ps"));
        using var worker = new Worker(new Backend([Worker.Program], ("LIFELINES_PROCESS_TABLE", "ps"), ("PATH", $"{folder.Path}:{System.Environment.GetEnvironmentVariable("PATH")}")));
        var child = worker.Start();
        Assert.Equal(3, await child.WaitForExit());
        Assert.Matches($"^{folder.Path}/ps, pid [0-9]+, has not ended after 10 s, so no other process can be found", child.Output);
        Assert.DoesNotContain("running", child.Output, StringComparison.Ordinal);
    }

    /// <summary>ps shows no name by which others could tell that it is no worker: it may stay for as long as a candidate may.</summary>
    [Fact]
    public async Task WhoYieldedAndStaysEndsWithAnError()
    {
        using var worker = new Worker(Backend);
        var holder = await worker.StartHolder("staying");
        var leaver = worker.Start("staying");
        _ = await leaver.WaitForLine("stays");
        Assert.NotEqual(0, await leaver.WaitForExit());
        Assert.Contains($"is held by pid {holder.Id}. This process has yielded to it and lives on, and on this system others cannot see that", leaver.Output, StringComparison.Ordinal);
        Assert.False(holder.HasExited);
    }
}
