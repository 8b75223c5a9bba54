using System.Runtime.Versioning;
using Lifelines.Processes;

namespace Lifelines.Tests.Processes.Linux;

[UnsupportedOSPlatform("windows")]
public static class ReadingWhatIsRefused
{
    [Fact]
    public static void AProcessThatMayNotBeReadEndsTheSearch()
    {
        using var proc = Create("cmdline");
        WithoutCapabilities.Do(() =>
        {
            var table = proc.Open();
            Assert.Contains("Process 200 cannot be read, and could be another worker.", Assert.Throws<LifelineException>(() => table.Scan("worker")).Message, StringComparison.Ordinal);
            Assert.Contains("Process 200 cannot be read.", Assert.Throws<LifelineException>(() => table.TryRead(200)).Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public static void AWorkerThatMayNotBeReadCountsAsRunning()
    {
        using var proc = Create("stat");
        WithoutCapabilities.Do(() => Assert.True(proc.Open().IsRunning(new ProcessKey(60, 200))));
    }

    // What this process may see of all others says that nothing is hidden.
    private static FakeProc Create(string refused)
    {
        var proc = new FakeProc().Add(FakeProc.Self, "worker\0a\0", status: "CapEff:\t000001ffffffffff\n").Add(200, "worker\0a\0", start: 60);
        File.SetUnixFileMode(Path.Combine(proc.Root, "200", refused), UnixFileMode.None);
        return proc;
    }
}
