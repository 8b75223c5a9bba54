using Cake.Core;
using Cake.Core.Diagnostics;
using Lifelines;

namespace Cake.Lifelines;

/// <summary>The work of a lifeline.</summary>
/// <param name="action">Does it.</param>
internal sealed class WatchedAction(Func<ICakeContext, LifelineContext, CancellationToken, Task> action)
{
    /// <summary>Whether it gives signs of life.</summary>
    public bool Reports { get; init; }

    /// <summary>Whether signals cancel its token; otherwise they have their default effect.</summary>
    public bool HandlesSignals { get; init; } = true;

    /// <summary>Checks its options.</summary>
    /// <exception cref="ArgumentException">It cannot do what they ask for.</exception>
    public LifelineOptions Check(string display, LifelineOptions options)
    {
        if (options.MaximumSilence is not null && !Reports)
            throw new ArgumentException($"With MaximumSilence the action of {display} has to give signs of life, and this one cannot. Pass one that takes the LifelineContext, and calls its ReportAlive.", nameof(options));

        if (options.SharedLock is not null && !HandlesSignals)
            throw new ArgumentException($"The action of {display} has no token, so it would not be told that the shared lock is lost. Pass one that takes the context and a CancellationToken.", nameof(options));

        return options;
    }

    /// <summary>Does the work.</summary>
    /// <param name="context">The context.</param>
    /// <param name="held">What this process holds, for messages; null if nothing.</param>
    /// <param name="create">Creates the lifeline.</param>
    /// <param name="options">Its options.</param>
    /// <exception cref="CakeException">It was silent, ran too long, or lost its lock: with the exit code of that.</exception>
    public async Task RunAsync(ICakeContext context, string? held, Func<LifelineOptions, Lifeline> create, LifelineOptions options)
    {
        if (held is null && !HandlesSignals)
        {
            await action(context, new LifelineContext(), CancellationToken.None).ConfigureAwait(false);
            return;
        }

        var lifeline = held is null ? Lifeline.Unguarded : create(options with { OnEvent = Tell, HandlesSignals = options.HandlesSignals && HandlesSignals });
        var result = await lifeline.RunAsync((running, token) => action(context, running, token)).ConfigureAwait(false);
        if (result.Outcome is not (LifelineOutcome.Completed or LifelineOutcome.Stopped))
        {
            FailureExitCode.Set(result.ExitCode);
            throw new CakeException(result.ExitCode, $"{held} was ended.");
        }

        void Tell(LifelineEvent happened)
        {
            // Why it ends is shown at any verbosity: under cron, the worker's log must have it.
            var isStart = happened.Outcome == LifelineOutcome.Started;
            var isError = happened.RunTime is null && !isStart;
            context.Log.Write(isStart ? Verbosity.Normal : Verbosity.Quiet, isError ? LogLevel.Error : LogLevel.Information, "{0}", happened);
            options.OnEvent?.Invoke(happened);
        }
    }
}
