using Lifelines.Launcher;

namespace Lifelines.EndToEnd.Scripts;

/// <summary>With an SDK that builds in no time, or hangs.</summary>
public sealed class BuildingInTurn : IDisposable
{
    private readonly PretendedBuild _build = new();

    public void Dispose() => _build.Dispose();

    [Fact]
    public async Task OneOfManyBuildsAndNothingElseIsLeft()
    {
        _build.AllowBuilding();
        _build.Write("build/bin/launcher.draft/launcher", "of a build that was killed");
        _build.Write("build/bin/20010101-000000-2.obj/x", "the same");
        Directory.SetLastWriteTimeUtc(_build.PathOf("build/bin/launcher.draft"), DateTime.UtcNow.AddDays(-1));
        _build.Edit("build/Worker.cs");
        var calls = Enumerable.Range(0, 5).Select(_ => _build.Start("a")).ToList();
        foreach (var call in calls)
            Assert.True(await call.WaitForExit() == 0, call.Output);

        Assert.Single(calls, call => call.Output == "build.sh: built.\nbuilt anew, ran with a");
        Assert.Equal(4, calls.Count(call => call.Output == "built anew, ran with a"));
        Assert.NotEqual(Path.GetFileName(PretendedBuild.Built), Assert.Single(_build.Builds));
        Assert.False(Directory.Exists(_build.PathOf("build/bin/launcher.draft")));
        Assert.True(File.Exists(_build.PathOf("build/bin/launcher.dll")));
    }

    [Fact]
    public async Task ABuildThatHangsHoldsBackOthersUntilItIsKilledAndLeavesNothing()
    {
        _build.AllowBuilding("mkdir -p \"${folder%/}.obj\"; while [ -e artifacts/hangs ]; do sleep 0.1; done");
        _build.Write("artifacts/hangs", "");
        _build.Edit("build/Worker.cs");
        using var first = _build.Start("a");
        await Eventually.IsTrue(() => _build.Builds.Any(name => name.EndsWith(".obj", StringComparison.Ordinal)), () => first.Output);
        using var second = _build.Start("b");
        await Eventually.IsTrue(() => ProcessList.Find(command => command is [_, var launcher, "b", ..] && launcher == _build.PathOf("build/bin/launcher.dll")).Contains(second.Id), () => second.Output);

        // What the killed one has started goes on building, so the second one still waits.
        first.Signal("KILL");
        _ = await first.WaitForExit();
        Assert.False(second.HasExited);
        File.Delete(_build.PathOf("artifacts/hangs"));
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("build.sh: built.\nbuilt anew, ran with b", second.Output);
        _ = Assert.Single(_build.Builds);
    }

    [Fact]
    public async Task ABuildThatIsToldToStopLeavesNothing()
    {
        _build.AllowBuilding("mkdir -p \"${folder%/}.obj\"; exec sleep 600");
        _build.Edit("build/Worker.cs");
        using var call = _build.Start("a");
        await Eventually.IsTrue(() => _build.Builds.Any(name => name.EndsWith(".obj", StringComparison.Ordinal)), () => call.Output);
        call.Signal("TERM");
        Assert.Equal(143, await call.WaitForExit());
        Assert.Equal([Path.GetFileName(PretendedBuild.Built)], _build.Builds);
    }

    [Fact]
    public async Task ALockOfAProcessThatIsNoBuilderIsPassedOver()
    {
        _build.AllowBuilding();
        _build.Write("build/bin/turn", "1");
        _build.Edit("build/Worker.cs");
        Assert.Equal((0, "build.sh: built.\nbuilt anew, ran with a"), await _build.Run("a"));
    }

    /// <summary>After a power cut there is the old build or the whole new one.</summary>
    [Fact]
    [Needs("strace", "tracing")]
    public async Task WhatIsBuiltIsOnTheDiskBeforeItCounts()
    {
        _build.AllowBuilding();
        _build.Edit("build/Worker.cs");
        var trace = _build.PathOf("artifacts/trace");
        var call = _build.Copy.StartBy("strace", ["-f", "-y", "-o", trace, "-e", "trace=fsync,/rename", "-e", "signal=none", "env", $"DOTNET_ROOT={_build.PathOf("artifacts/sdk")}", _build.Copy.Script], ["a"]);
        Assert.True(await call.WaitForExit() == 0, call.Output);

        var calls = await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken);
        var counts = Array.FindIndex(calls, line => line.Contains("rename", StringComparison.Ordinal) && line.Contains("/build/bin/current\"", StringComparison.Ordinal));
        var (program, record) = (IndexOfSync("/_build>"), IndexOfSync("/build/bin/current."));
        Assert.True(0 <= program && program < counts && 0 <= record && record < counts, string.Join('\n', calls));
        Assert.Contains(calls[counts..], line => line.Contains("fsync(", StringComparison.Ordinal) && line.Contains("/build/bin>", StringComparison.Ordinal));

        int IndexOfSync(string file) => Array.FindIndex(calls, line => line.Contains("fsync(", StringComparison.Ordinal) && line.Contains(file, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIsInUseStaysAsLongAsItIs()
    {
        _build.WriteProgram($"{PretendedBuild.Built}/_build", "echo works; exec sleep 600");
        using var worker = _build.Copy.StartBy(_build.Copy.Script, [], ["a"]);
        _ = await worker.WaitForLine("works");
        _build.AllowBuilding();
        _build.Edit("build/Worker.cs");
        Assert.Equal(0, (await _build.Run("b")).ExitCode);
        Assert.Equal(2, _build.Builds.Count);

        worker.Signal("KILL");
        _ = await worker.WaitForExit();
        _build.Edit("build/Worker.cs");
        Assert.Equal(0, (await _build.Run("b")).ExitCode);
        Assert.NotEqual(Path.GetFileName(PretendedBuild.Built), Assert.Single(_build.Builds));
    }

    [Fact]
    public async Task WhatIsChangedWhileItIsBuiltIsBuiltOnceMore()
    {
        _build.AllowBuilding("if [ ! -e artifacts/once ]; then touch artifacts/once; later=1; fi; trap '[ -z \"${later:-}\" ] || echo >> build/Worker.cs' EXIT");
        var script = File.ReadAllText(_build.PathOf("artifacts/sdk/dotnet")).Replace("exec '" + Repository.DotNet + "/dotnet' build/bin", "'" + Repository.DotNet + "/dotnet' build/bin", StringComparison.Ordinal);
        File.WriteAllText(_build.PathOf("artifacts/sdk/dotnet"), script);
        _build.Edit("build/Worker.cs");
        Assert.Equal((0, "build.sh: built.\nbuild.sh: built.\nbuilt anew, ran with a"), await _build.Run("a"));
        Assert.Equal((0, "built anew, ran with a"), await _build.Run("a"));
    }

    [Fact]
    public static void WhoWaitsTooLongSaysForWhom()
    {
        using var folder = new TemporaryFolder();
        using var turn = BuildTurn.TryTake(folder.Path);
        Assert.NotNull(turn);
        Assert.Null(BuildTurn.TryTake(folder.Path));
        var exception = Assert.Throws<LauncherException>(() => BuildTurn.Take(folder.Path, new Hurry()));
        Assert.StartsWith($"process {Environment.ProcessId} has been building for more than 5 minutes. ", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A minute passes at each look.</summary>
    private sealed class Hurry : TimeProvider
    {
        private long _minutes;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => 60 * _minutes++;
    }
}
