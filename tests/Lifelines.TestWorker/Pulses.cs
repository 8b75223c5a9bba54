using System.Diagnostics;
using System.Globalization;

namespace Lifelines.TestWorker;

/// <summary>Workers that end, hang or report in different ways, and return what became of them.</summary>
internal static class Pulses
{
    /// <param name="what">What the action does.</param>
    /// <param name="name">The lifeline.</param>
    public static async Task<int> RunAsync(string what, string name)
    {
        var lifeline = new Lifeline(new LifelineOptions
        {
            Name = name,
            IsSameCommand = arguments => arguments.Contains(name),
            MaximumSilence = Seconds("SILENCE"),
            MaximumRunTime = Seconds("RUNTIME"),
            GracePeriod = Seconds("GRACE"),
            BacksOff = Environment.GetEnvironmentVariable("TESTWORKER_BACKS_OFF") == "yes",
        });
        var result = await lifeline.RunAsync((context, token) => ActAsync(what, context, token));
        Console.WriteLine($"result {result.Outcome} {result.ExitCode}");
        return result.ExitCode;
    }

    /// <summary>Shows those that run, as the status of a build does.</summary>
    public static async Task<int> ListAsync(string name)
    {
        foreach (var process in await new Lifeline(new LifelineOptions { Name = name, IsSameCommand = arguments => arguments is ["pulse", _, var other] && other == name }).ListAsync())
            Console.WriteLine($"pid {process.Id} starts again at {process.RetryAt:O}: {process.Failure}");

        return 0;
    }

    public static async Task<int> TerminateAsync(string name)
    {
        var result = await new Lifeline(new LifelineOptions { Name = name, IsSameCommand = arguments => arguments is ["pulse", _, var other] && other == name }).TerminateAsync();
        foreach (var process in result.Processes)
            Console.WriteLine(process);

        return result.Succeeded ? 0 : 1;
    }

    private static TimeSpan? Seconds(string variable) =>
        Environment.GetEnvironmentVariable($"TESTWORKER_{variable}") is { } value ? TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture)) : null;

    private static async Task ActAsync(string what, LifelineContext context, CancellationToken token)
    {
        if (what.EndsWith("-parent", StringComparison.Ordinal))
            Console.WriteLine($"child {StartChild()}");

        Console.WriteLine("running");
        switch (what)
        {
            case "ending":
                break;
            case "throwing" or "throwing-parent":
                throw new InvalidOperationException("the action failed");
            case "reporting" or "reporting-parent":
                await ReportAsync(context, token);
                break;
            case "dead-locked" or "dead-locked-parent":
                context.ReportAlive();
                DeadLock();
                break;
            case "holding-the-console":
#pragma warning disable CA2002 // As a writer does that hangs.
                lock (Console.Error)
                    Thread.Sleep(Timeout.Infinite);
#pragma warning restore CA2002

                break;
            case "spinning":
                while (true)
                {
                }

            case "starving":
                await StarveAsync(context, token);
                break;
            case "stubborn":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
            default:
                await Task.Delay(Timeout.Infinite, token);
                break;
        }
    }

    private static async Task ReportAsync(LifelineContext context, CancellationToken token)
    {
        while (true)
        {
            context.ReportAlive();
            await Task.Delay(100, token);
        }
    }

    /// <summary>Two threads that wait for each other, and the action for them.</summary>
    private static void DeadLock()
    {
        object first = new(), second = new();
        using var haveBoth = new Barrier(2);
        var other = new Thread(() => Lock(second, first)) { IsBackground = true };
        other.Start();
        Lock(first, second);

        void Lock(object one, object next)
        {
            lock (one)
            {
                haveBoth.SignalAndWait();
                lock (next)
                    throw new UnreachableException();
            }
        }
    }

    /// <summary>Reports from the thread pool, all of whose threads then wait.</summary>
    private static async Task StarveAsync(LifelineContext context, CancellationToken token)
    {
        _ = ThreadPool.SetMaxThreads(Environment.ProcessorCount, Environment.ProcessorCount);
        for (var i = 0; i < 100; i++)
            _ = ThreadPool.UnsafeQueueUserWorkItem(_ => Thread.Sleep(Timeout.Infinite), null);

        await ReportAsync(context, token);
    }

    /// <summary>A child that does not end when it is asked to, but notes that.</summary>
    private static int StartChild()
    {
        var child = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "trap ': > \"${TESTWORKER_ASKED:-/dev/null}\"' TERM; exec < /dev/null > /dev/null 2>&1; while :; do sleep 1; done"]))!;
        return child.Id;
    }
}
