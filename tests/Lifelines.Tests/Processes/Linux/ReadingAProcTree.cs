using System.Globalization;
using System.Text;
using Lifelines.Processes;
using Lifelines.Processes.Linux;

namespace Lifelines.Tests.Processes.Linux;

public static class ReadingAProcTree
{
    [Fact]
    public static void FindsEveryProcessOfTheProgram()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "/srv/worker\0b\0", start: 4711, parent: 7, user: 1000)
            .Add(201, "dotnet\0/srv/worker.dll\0")
            .Add(202, "other\0worker\0")
            .Add(203, "dotnet\0run\0worker\0");

        var found = proc.Open().Scan("worker");

        Assert.Equal([200, 201], found.Pids());
        var second = found.Single(process => process.Pid == 200);
        Assert.Equal(new ProcessKey(4711, 200), second.Key);
        Assert.Equal((7, "1000"), (second.ParentPid, second.UserId));
        Assert.Equal("/srv/worker\0b\0"u8.ToArray(), second.CommandLine);
    }

    [Fact]
    public static void FindsTheProgramUnderEveryHost()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "qemu-x86_64\0./worker\0a\0").Add(201, "/lib64/ld-linux-x86-64.so.2\0./worker\0a\0").Add(202, "dotnet10\0worker.dll\0a\0").Add(203, "dotnet\0worker.exe\0a\0")
            .Add(204, "vim\0worker.dll\0a\0").Link(204, "exe", "/usr/bin/vim.basic")
            .Add(205, "myhost\0exec\0worker.dll\0a\0").Link(205, "exe", "/usr/share/dotnet/dotnet (deleted)")
            .Add(206, "myhost\0--roll-forward\0Major\0worker.dll\0a\0").AddThread(206, 206, "", "myhost\n").AddThread(206, 207, "", ".NET Finalizer\n")
            .Add(208, "vim\0worker.dll\0a\0").AddThread(208, 208, "", "vim\n");
        var table = proc.Open();
        Assert.Equal([200, 201, 202, 203, 205, 206], table.Scan("worker").Pids());
        Assert.Equal([200, 201, 202, 203, 205, 206], table.Find(arguments => arguments is ["a"]).Others.Pids());

        // What is found once is found again before it is signalled.
        foreach (var process in table.Scan("worker"))
            Assert.Equal(process.CommandLine, table.TryRead(process.Pid)!.CommandLine);
    }

    [Fact]
    public static void ThisProcessIsReadAsOthersSeeIt()
    {
        using var proc = new FakeProc();
        _ = proc.AddOwnView("qemu-x86_64\0worker\0a\0").Add(200, "qemu-x86_64\0worker\0a\0");
        Assert.Equal("qemu-x86_64\0worker\0a\0"u8.ToArray(), proc.Open().ReadSelf().CommandLine);
        Assert.Equal([200], proc.Open().Find().Others.Pids());
    }

    public static TheoryData<string> OddCommands { get; } =
    [
        "worker\0a b\0c\nd\0(e) f)\0",
        "worker\0\0\0",
        "worker\0" + new string('x', 9_000) + "\0y\0",
        "dotnet\0--depsfile\0/" + new string('d', 5_000) + "/x.json\0worker.dll\0",
        "worker",
    ];

    [Theory]
    [MemberData(nameof(OddCommands))]
    public static void OddCommandsAreReadWhole(string command)
    {
        using var proc = new FakeProc();
        Assert.Equal(command, Encoding.UTF8.GetString(proc.Add(200, command).Open().Scan("worker").Single(process => process.Pid == 200).CommandLine));
    }

    [Fact]
    public static void BytesThatAreNotUtf8AreKept()
    {
        using var proc = new FakeProc();
        byte[] command = [.. "worker\0"u8, 0xff, 0xfe, 0, 0xc3, 0x28, 0];
        Assert.Equal(command, proc.Add(200, command).Open().Scan("worker").Single(process => process.Pid == 200).CommandLine);
    }

    [Fact]
    public static void ALongCommandOfAnotherProgramIsReadOnlyOnce()
    {
        using var proc = new FakeProc();
        var table = proc.Add(200, "other\0" + new string('x', 3_000_000) + '\0').Open();
        _ = table.Scan("worker");

        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = table.Scan("worker");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData('Z')]
    [InlineData('X')]
    public static void TheEndedAreNotRunning(char state)
    {
        using var proc = new FakeProc();
        var table = proc.Add(200, "worker\0a\0", state).Add(201, "", state).Open();
        Assert.Empty(table.Scan("worker"));
        Assert.Null(table.TryRead(200));
        Assert.DoesNotContain(table.ListParents(), process => process.Key.Pid == 200);
    }

    [Fact]
    public static void WhatGoesOnWithoutItsMainThreadIsRunning()
    {
        using var proc = new FakeProc();
        var table = proc.Add(200, "", 'Z', threads: 3).AddThread(200, 200, "").AddThread(200, 207, "worker\0a\0").Open();
        Assert.Equal([200], table.Scan("worker").Pids());
        Assert.Equal("worker\0a\0"u8.ToArray(), table.TryRead(200)!.CommandLine);
        Assert.Contains(table.ListParents(), process => process.Key.Pid == 200);
        Assert.NotNull(table.TryReadKey(200));
    }

    [Fact]
    public static void WhatEndsWhileItsThreadsAreReadIsGone()
    {
        using var proc = new FakeProc();
        var table = proc.Add(200, "", 'Z', threads: 3).AddThread(200, 200, "").Add(201, "", 'Z', threads: 3).Open();
        Assert.Empty(table.Scan("worker"));
        Assert.Null(table.TryRead(200));
    }

    [Fact]
    public static void TheStoppedAreRunning()
    {
        using var proc = new FakeProc();
        Assert.Contains(proc.Add(200, "worker\0a\0", 'T').Open().Scan("worker"), process => process.Pid == 200);
    }

    /// <summary>A process looks like one whose main thread has ended, so that it shows whether it was looked at.</summary>
    [Theory]
    [InlineData(0x0020_8040u, "", true, false)]
    [InlineData(0x0020_8040u, "", false, true)]
    [InlineData(0x0020_8040u, "worker\0a\0", true, true)]
    [InlineData(0x0040_0000u, "", true, true)]
    public static void TheKernelsThreadsAreThoseOfItsThreadDaemonThatHaveNoCommand(uint flagsOfTwo, string command, bool isChild, bool isLookedAt)
    {
        using var proc = new FakeProc();
        foreach (var other in Enumerable.Range(200, 50))
            _ = proc.Add(other, "");

        _ = proc.Add(2, "", parent: 0, flags: flagsOfTwo);
        foreach (var other in Enumerable.Range(250, 50))
            _ = proc.Add(other, "");

        // As in /proc, which lists by pid: other file systems list the newest first, or in an order of their own.
        var pid = int.Parse(Directory.EnumerateDirectories(proc.Root).Select(Path.GetFileName).SkipWhile(name => name != "2").First(name => name is ['2', _, _])!, CultureInfo.InvariantCulture);
        _ = proc.Add(pid, command, 'Z', parent: 2, threads: 3).AddThread(pid, pid, "").AddThread(pid, 907, "worker\0a\0");
        File.WriteAllText(Path.Combine(proc.Root, "2", "task", "2", "children"), isChild ? $"{pid} 901 " : "901 ");
        Assert.Equal(isLookedAt ? [pid] : [], proc.Open().Scan("worker").Pids());
    }

    [Fact]
    public static void KernelThreadsAndEmptyArgumentVectorsAreNoRivals()
    {
        using var proc = new FakeProc();
        _ = proc.Add(2, "", parent: 0, flags: 0x0020_8040, comm: "worker").Add(200, "").Add(201, "\0");
        Assert.Empty(proc.Open().Scan("worker"));
    }

    [Theory]
    [InlineData("cmdline")]
    [InlineData("stat")]
    [InlineData("status")]
    public static void WhatVanishesWhileItIsReadIsGone(string file)
    {
        using var proc = new FakeProc();
        var table = proc.Add(200, "worker\0a\0").Remove(200, file).Open();
        Assert.Empty(table.Scan("worker"));
        Assert.Null(table.TryRead(200));
    }

    [Fact]
    public static void OnlyTheEffectiveUserCountsInTheUsersScope()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "worker\0a\0", user: 0).Add(201, "worker\0a\0", user: 1000);
        Assert.Equal([200], proc.Open().Scan("worker", LifelineScope.CurrentUser).Pids());
    }

    [Fact]
    public static async Task AProcessThatCannotBeReadInTimeEndsTheSearch()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "x\0").AddPipe(200, "cmdline");
        await Task.WhenAll(AssertFails(() => proc.Open().Scan("worker")), AssertFails(() => proc.Open().TryRead(200)));

        static async Task AssertFails(Action read) =>
            Assert.Contains("Process 200 could not be read within 5 seconds", (await Assert.ThrowsAsync<LifelineException>(() => Task.Run(read))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task ACommandThatIsBeingReplacedIsReadAgain()
    {
        using var proc = new FakeProc();
        var file = Path.Combine(proc.Add(200, "x\0").AddPipe(200, "cmdline").Root, "200", "cmdline");

        // Each pipe is opened once: nothing four times, then the new command.
        var replaced = Task.Run(
            () =>
            {
                for (var opened = 1; opened <= 5; opened++)
                {
                    using var writer = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                    File.Move(Path.Combine(proc.AddPipe(200, "next").Root, "200", "next"), file, overwrite: true);
                    if (opened == 5)
                        writer.Write("worker\0a\0"u8);
                }
            },
            TestContext.Current.CancellationToken);
        Assert.Equal([200], proc.Open().Scan("worker").Pids());
        await replaced;
    }

    [Fact]
    public static void AnErrorThatSaysNothingAboutTheProcessEndsTheSearch()
    {
        using var proc = new FakeProc();
        _ = proc.Add(200, "worker\0").Remove(200, "cmdline");
        _ = Directory.CreateDirectory(Path.Combine(proc.Root, "200", "cmdline"));
        var exception = Assert.Throws<LifelineException>(() => proc.Open().Scan("worker"));
        Assert.Contains("200 cannot be read", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void WithoutAnyThreadItCannotBeToldThatAProcessRunsNoDotNet()
    {
        using var proc = new FakeProc();
        var table = proc.Add(200, "worker\0").AddThread(200, 200, "").Add(201, "worker\0").AddThread(201, 201, "").AddThread(201, 202, "", ".NET Finalizer\n").Add(202, "worker\0").Open();
        Directory.Delete(Path.Combine(proc.Root, "202", "task"), recursive: true);
        Assert.Equal([201, 202], table.Scan("worker").Where(table.RunsDotNet).Pids());
    }

    [Fact]
    public static void ASignIsOfTheProcessThatWasFoundAndNotOfOneThatReusedItsPid()
    {
        using var proc = new FakeProc();
        var table = proc.Add(200, "worker\0a\0", start: 60).AddThread(200, 200, "").AddThread(200, 201, "", "lifeline-stops\n").Open();
        Assert.Equal([ProcessSign.Stopping.Name], table.ReadSigns(new ProcessKey(60, 200)));
        Assert.Empty(table.ReadSigns(new ProcessKey(59, 200))!);
        Assert.Empty(table.ReadSigns(new ProcessKey(60, 300))!);
    }

    [Fact]
    public static void AnAncestorIsOlderAlongTheWholeWay()
    {
        using var proc = new FakeProc();

        // 150 was started by the process that had the pid of this one before it.
        var ancestors = proc.Add(150, "sh\0", parent: 100, start: 60).Add(200, "worker\0a\0", parent: 150, start: 70).Open().Scan("worker").Single(process => process.Pid == 200).Ancestors;
        Assert.Equal([new ProcessKey(60, 150)], ancestors.Select(ancestor => ancestor.Key));
    }

    [Fact]
    public static void HiddenProcessesEndTheSearch()
    {
        using var proc = new FakeProc();
        var table = proc.Remove(1).Open();
        var exception = Assert.Throws<LifelineException>(() => table.Scan("worker"));
        Assert.Contains("hidepid", exception.Message, StringComparison.Ordinal);
        Assert.Empty(table.Scan("worker", LifelineScope.CurrentUser));
    }

    [Fact]
    public static void WithoutAProcessListThereIsAnError()
    {
        var exception = Assert.Throws<LifelineException>(() => new LinuxProcessTable("/nonexistent", 100));
        Assert.Contains("/nonexistent is not mounted", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "not mounted, or this process is not in it")]
    [InlineData(4711, "another PID namespace: it lists this process (pid 100) as 4711")]
    public static void AProcessListOfAnotherNamespaceIsAnError(int? self, string message)
    {
        using var proc = new FakeProc(self);
        Assert.Contains(message, Assert.Throws<LifelineException>(proc.Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void AProcessThatIsNotListedItselfTrustsNothing()
    {
        using var proc = new FakeProc();
        var table = proc.Open();
        var self = table.ReadSelf();
        _ = proc.Remove(100);
        Assert.Contains("missing from the process list", Assert.Throws<LifelineException>(() => table.Scan(self, [new ProgramName("worker"u8)], LifelineScope.Machine)).Message, StringComparison.Ordinal);
        Assert.Contains("missing from the process list", Assert.Throws<LifelineException>(table.ReadSelf).Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void AStatThatCannotBeUnderstoodEndsTheSearch()
    {
        using var proc = new FakeProc();
        File.WriteAllText(Path.Combine(proc.Add(200, "worker\0").Root, "200", "stat"), "nonsense");
        Assert.Contains("200/stat cannot be understood", Assert.Throws<LifelineException>(() => proc.Open().Scan("worker")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Name:\tworker\n")]
    public static void AStatusThatNamesNoUserEndsTheSearch(string status)
    {
        using var proc = new FakeProc();
        File.WriteAllText(Path.Combine(proc.Add(200, "worker\0").Root, "200", "status"), status);
        Assert.Contains("200/status names no user", Assert.Throws<LifelineException>(() => proc.Open().Scan("worker")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void StartTimesCountFromBootByTheKernelsClockWhateverTheContainersFilesSay()
    {
        using var proc = new FakeProc();
        File.WriteAllText(Path.Combine(proc.Root, "uptime"), "5.00 5.00\n");
        File.WriteAllText(Path.Combine(proc.Root, "stat"), "btime 5\n");
        var table = proc.Add(200, "worker\0", start: 150_000).Open();

        // What "now" is in /proc, without a container that fakes it: see the kernel's proc_pid_stat(5) of this process.
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var ticks = ulong.Parse(File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ')[19], System.Globalization.CultureInfo.InvariantCulture);
        var startedAt = table.StartedAt(new ProcessKey(ticks, 100));
        Assert.InRange(startedAt, self.StartTime.AddSeconds(-2), self.StartTime.AddSeconds(2));
        Assert.Equal(startedAt.AddSeconds(-50), table.StartedAt(new ProcessKey(ticks - 5_000, 100)), TimeSpan.FromSeconds(1));

        var start = table.TryReadStart(200)!.Value;
        Assert.InRange(Math.Abs((double)start - table.StartedAt(new ProcessKey(150_000, 200)).ToUnixTimeSeconds()), 0, 1);
    }
}
