using System.Diagnostics;
using Lifelines;
using Lifelines.Nuke;
using Nuke.Common;

/// <summary>A build whose lifelines can be restarted; its worker writes down when it begins and ends.</summary>
[LifelineTargets(Restart = true, Status = true)]
internal sealed class PulseBuild : NukeBuild
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);

    public PulseBuild()
    {
        this.DefineLifelineTargets("my-app", WorkAsync, run => run.DependsOn(Prepare));
        this.DefineLifelineTargets("hanging", Hang, options: new LifelineOptions { MaximumSilence = _second, GracePeriod = _second });
        this.DefineLifelineTargets("silent", (_, token) => Task.Delay(Timeout.Infinite, token), options: new LifelineOptions { MaximumSilence = _second });
        this.DefineLifelineTargets("long", token => Task.Delay(Timeout.Infinite, token), options: new LifelineOptions { MaximumRunTime = _second, OnEvent = happened => Console.WriteLine($"event {happened.Outcome}") });
        this.DefineLifelineTargets("failing", new Action(() => throw new InvalidOperationException("the action failed")), options: new LifelineOptions { BacksOff = true });
    }

    private Target Prepare => definition => definition
        .Executes(() => Console.WriteLine("prepared"));

    public static int Start() => Execute<PulseBuild>(build => build.Prepare);

    private static async Task WorkAsync(CancellationToken cancellationToken)
    {
        Write("begins");
        Console.WriteLine($"working as {Environment.ProcessId}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Write("ends");
        }
    }

    private static Task Hang(LifelineContext context, CancellationToken cancellationToken)
    {
        context.ReportAlive();
        Thread.Sleep(Timeout.Infinite);
        return Task.CompletedTask;
    }

    // The clock of the machine, the same for all processes.
    private static void Write(string what)
    {
        using var file = new FileStream(Path.Combine(RootDirectory, ".nuke", "work"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        file.Write(System.Text.Encoding.UTF8.GetBytes($"{Stopwatch.GetElapsedTime(0).TotalSeconds:0.000} {Environment.ProcessId} {what}\n"));
    }
}
