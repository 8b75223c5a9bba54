using System.Collections.Concurrent;

namespace Lifelines.TestWorker;

/// <summary>Several holdings in one process: each prints what comes of them.</summary>
/// <param name="name">The lifeline: whoever names it on the command line.</param>
internal sealed class Holdings(string name)
{
    private readonly TaskCompletionSource _isSecondThrough = new();

    public async Task RunAsync(string what)
    {
        switch (what)
        {
            case "nested":
                Console.WriteLine($"outer {(await Create().RunAsync(async _ =>
                {
                    Console.WriteLine("outer runs");
                    SayHolder("inner", await Create().RunAsync(_ => Task.CompletedTask, CancellationToken.None));
                })).Outcome}");
                break;
            case "parallel":
                var first = Create().RunAsync(async _ =>
                {
                    Console.WriteLine("first runs");
                    await _isSecondThrough.Task;
                });
                SayHolder("second", await Create().RunAsync(_ => Task.CompletedTask));
                _isSecondThrough.SetResult();
                Console.WriteLine($"first {(await first).Outcome}");
                break;
            case "repeated":
                for (var i = 0; i < 2; i++)
                    Console.WriteLine((await Create().RunAsync(_ => Task.CompletedTask)).Outcome);

                break;
            case "try-then-run":
                for (var i = 0; i < 2; i++)
                    SayHeld(Create());

                Console.WriteLine((await Create().RunAsync(_ => Task.CompletedTask)).Outcome);
                break;
            case "threads":
                Parallel.For(0, 4, _ => SayHeld(Create()));
                break;
            case "two-predicates":
                await RunBoth(new Lifeline(new LifelineOptions { IsSameCommand = IsSame }), new Lifeline(new LifelineOptions { IsSameCommand = arguments => IsSame(arguments) }));
                break;
            case "two-names":
                await RunBoth(Create(), new Lifeline(new LifelineOptions { Name = name + "-2", IsSameCommand = IsSame }));
                break;
            case "events":
                await RaiseEvents();
                break;
            case "null-task":
                await Say(() => Create().RunAsync(_ => null!));
                break;
            case "unrecognised":
                await Say(() => new Lifeline(new LifelineOptions { Name = name, IsSameCommand = _ => false }).RunAsync(_ => Task.CompletedTask));
                break;
            case "leaving-signals":
                await WorkForever(new Lifeline(new LifelineOptions { Name = name, IsSameCommand = IsSame, HandlesSignals = false }));
                break;
            default:
                await WorkForever(Create());
                break;
        }
    }

    private static async Task WorkForever(Lifeline lifeline)
    {
        var result = await lifeline.RunAsync(async token =>
        {
            Console.WriteLine("running");
            await Task.Delay(Timeout.Infinite, token);
        });
        Console.WriteLine(result.Outcome);
    }

    private static async Task RunBoth(Lifeline first, Lifeline second)
    {
        var bothRun = new TaskCompletionSource();
        var results = await Task.WhenAll(
            first.RunAsync(async _ =>
            {
                Console.WriteLine("first runs");
                await bothRun.Task;
            }),
            second.RunAsync(_ =>
            {
                Console.WriteLine("second runs");
                bothRun.SetResult();
                return Task.CompletedTask;
            }));
        foreach (var result in results)
            Console.WriteLine(result.Outcome);
    }

    private static async Task Say(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine($"{nameof(InvalidOperationException)}: {exception.Message}");
        }
    }

    private static void SayHolder(string value, LifelineResult result) =>
        Console.WriteLine($"{value} is held by {(result is { Outcome: LifelineOutcome.AlreadyRunning, HasRun: false } && result.Holder?.Id == Environment.ProcessId ? "itself" : "another")}");

    private static void SayHeld(Lifeline lifeline) => Console.WriteLine(lifeline.TryHold(out _) ? "held" : "held by another");

    private async Task RaiseEvents()
    {
        var events = new ConcurrentQueue<LifelineEvent>();
        var lifeline = Create(events.Enqueue);
        _ = await lifeline.RunAsync(_ => Task.CompletedTask);
        await Say(() => lifeline.RunAsync(_ => throw new NotSupportedException()), events);
        using var cancelled = new CancellationTokenSource();
        await Say(() => lifeline.RunAsync(token =>
        {
            cancelled.Cancel();
            return Task.Delay(Timeout.Infinite, token);
        }, cancelled.Token), events);
        _ = await lifeline.RunAsync(async _ => await lifeline.RunAsync(_ => Task.CompletedTask, CancellationToken.None));
        foreach (var happened in events)
            Console.WriteLine(happened.Name == name ? happened.Outcome : "a wrong name");
    }

    /// <summary>Checks what the last event says of an exception that comes through.</summary>
    private static async Task Say(Func<Task> action, ConcurrentQueue<LifelineEvent> events)
    {
        try
        {
            await action();
            Console.WriteLine("no exception");
        }
        catch (Exception exception) when (exception is NotSupportedException or OperationCanceledException)
        {
            if (exception is NotSupportedException && events.Last().Exception != exception)
                Console.WriteLine("the event has another exception");
        }
    }

    private Lifeline Create(Action<LifelineEvent>? onEvent = null) => new(new LifelineOptions { Name = name, IsSameCommand = IsSame, OnEvent = onEvent });

    private bool IsSame(IReadOnlyList<string> arguments) => arguments.Contains(name);
}
