using System.Diagnostics;

namespace Lifelines.TestWorker;

internal static class Behaviours
{
    public static void Plain()
    {
        Console.WriteLine("running");
        Thread.Sleep(Timeout.Infinite);
    }

    public static int Unguarded()
    {
        Plain();
        return 0;
    }

    /// <summary>Works on another thread after the main thread has ended, as under a native host that calls pthread_exit(3).</summary>
    public static int OutliveTheMainThread(Func<Func<CancellationToken, Task>, Task<LifelineResult>> runAsync)
    {
        var isHeld = new TaskCompletionSource();
        var start = Task.Run(() => runAsync(async token =>
        {
            isHeld.SetResult();
            Console.WriteLine("running");
            await Task.Delay(Timeout.Infinite, token);
        }));
        if (Task.WaitAny(isHeld.Task, start) == 0)
        {
            _ = start.ContinueWith(_ => Environment.Exit(0), TaskScheduler.Default);
            LibC.EndThisThread();
        }

        Console.WriteLine("yielded");
        return 0;
    }

    public static async Task RunAsync(string behaviour, string? file, CancellationToken cancellationToken)
    {
        switch (behaviour)
        {
            case "family" or "stubborn-family":
                await StartFamily();
                break;
            case "stubborn-parent":
                StartUnguarded();
                break;
            case "child":
                using (var child = Process.Start("true"))
                    await child.WaitForExitAsync(cancellationToken);

                break;
            case "nested":
                await StartItself();
                break;
            case "insider":
                await TerminateFromInside();
                break;
            case "forked":
                Console.WriteLine($"forked {LibC.ForkAndPause()}");
                Console.WriteLine($"another is running: {new Lifeline().IsRunning()}");
                break;
        }

        if (Environment.GetEnvironmentVariable("TESTWORKER_STARTS") is { Length: > 0 } command)
            StartCommand(command, Environment.GetEnvironmentVariable("TESTWORKER_CLEARS") == "yes");

        Console.WriteLine("running");
        switch (behaviour)
        {
            case "throwing":
                throw new InvalidOperationException("the action failed");
            case "stubborn" or "stubborn-family" or "stubborn-parent":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
            default:
                await WaitAndCleanUp(behaviour == "slow", file, cancellationToken);
                break;
        }
    }

    /// <summary>The same stop once more, when the action has ended already.</summary>
    public static void StopAgain()
    {
        LibC.Terminate(Environment.ProcessId);
        Console.WriteLine("stopped again");
    }

    private static async Task WaitAndCleanUp(bool isSlow, string? file, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Console.WriteLine("cleaning up");
            while (isSlow && !File.Exists(file + ".end"))
                await Task.Delay(10, CancellationToken.None);

            if (file is not null)
                await File.WriteAllTextAsync(file, "cleaned up", CancellationToken.None);
        }
    }

    /// <summary>A child that is to end this process.</summary>
    private static async Task TerminateFromInside()
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["terminate", "600", .. Environment.GetCommandLineArgs()[2..]]) { RedirectStandardOutput = true })!;
        Console.Write(await child.StandardOutput.ReadToEndAsync(CancellationToken.None));
        await child.WaitForExitAsync(CancellationToken.None);
        Console.WriteLine($"the termination ended with {child.ExitCode}");
    }

    /// <summary>A child of the same program that nothing but a kill ends, with the last argument of this process.</summary>
    private static void StartUnguarded()
    {
        var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["unguarded", Environment.GetCommandLineArgs()[^1]]) { RedirectStandardOutput = true })!;
        _ = child.StandardOutput.ReadLine();
    }

    /// <summary>A child that is a shell, with streams of its own so that it can outlive this process.</summary>
    private static void StartCommand(string command, bool isCleared)
    {
        var startInfo = new ProcessStartInfo("/bin/bash", ["-c", $"exec < /dev/null > /dev/null 2>&1; {command}"]);
        if (isCleared)
        {
            startInfo.Environment.Clear();
            startInfo.Environment["PATH"] = "/usr/bin:/bin";
        }

        _ = Process.Start(startInfo)!;
    }

    /// <summary>A child with this process's own command: prints what it prints.</summary>
    private static async Task StartItself()
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Environment.GetCommandLineArgs()[1..]) { RedirectStandardOutput = true })!;
        Console.WriteLine($"nested: {await child.StandardOutput.ReadToEndAsync()}");
        await child.WaitForExitAsync();
        Console.WriteLine($"nested ended with {child.ExitCode}");
    }

    /// <summary>A child with a child of its own, both deaf to SIGTERM: prints their pids.</summary>
    private static async Task StartFamily()
    {
        var child = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "trap '' TERM; sh -c 'trap \"\" TERM; echo $$; while :; do sleep 1; done' & echo $$; wait"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Console.WriteLine($"family {await child.StandardOutput.ReadLineAsync()} {await child.StandardOutput.ReadLineAsync()}");
    }
}
