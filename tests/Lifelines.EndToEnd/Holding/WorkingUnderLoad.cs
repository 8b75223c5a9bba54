using System.Diagnostics;
using System.Globalization;

namespace Lifelines.EndToEnd.Holding;

public static class WorkingUnderLoad
{
    // TESTS_LOAD_SECONDS=120 for a longer one.
    private static readonly TimeSpan _length = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("TESTS_LOAD_SECONDS") ?? "8", CultureInfo.InvariantCulture));

    [Fact]
    public static async Task AWorkerThatIsMerelySlowIsLeft()
    {
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "3"), ("TESTWORKER_GRACE", "0"));
        var holder = await worker.StartHolder("reporting");
        var load = Enumerable.Range(0, 10 * Environment.ProcessorCount).Select(_ => Child.Start("sh", "-c", "while :; do :; done")).ToList();
        try
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < _length;)
            {
                var tick = worker.Launch("reporting");
                Assert.Equal(0, await tick.WaitForExit());
                Assert.Equal("result AlreadyRunning 0", tick.Output);
            }
        }
        finally
        {
            load.ForEach(child => child.Dispose());
        }

        Assert.False(holder.HasExited);
        Assert.Equal("running", holder.Output);
    }
}
