using System.Globalization;

namespace Lifelines.EndToEnd;

/// <summary>What overwrites its own arguments cannot be recognised by them: docs/how-it-decides.md says so, and this shows what the user sees.</summary>
[Needs("root")]
public static class GivingAProcessATitle
{
    [Fact]
    public static async Task ItIsNoLongerOfItsLifeline()
    {
        using var worker = new Worker();
        var holder = await worker.StartHolder();
        Overwrite(holder.Id, "testworker: working");
        Assert.StartsWith("testworker: working\0", await File.ReadAllTextAsync($"/proc/{holder.Id}/cmdline", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var terminate = worker.Terminate(1);
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Equal("terminated 0", terminate.Output);
        _ = await worker.StartHolder();
        Assert.False(holder.HasExited);
    }

    // As setproctitle does. Where the arguments lie: fields 48 and 49 of proc_pid_stat(5).
    private static void Overwrite(int pid, string title)
    {
        var fields = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].Split(' ');
        var (start, end) = (long.Parse(fields[45], CultureInfo.InvariantCulture), long.Parse(fields[46], CultureInfo.InvariantCulture));
        using var memory = new FileStream($"/proc/{pid}/mem", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        memory.Position = start;
        memory.Write(System.Text.Encoding.ASCII.GetBytes(title.PadRight((int)(end - start), '\0')));
    }
}
