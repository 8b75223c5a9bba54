using System.Globalization;

namespace Lifelines;

/// <summary>What became of one process of a lifeline that was terminated.</summary>
public sealed class TerminatedProcess
{
    private static readonly string _administrator = OperatingSystem.IsWindows() ? "administrator" : "root";

    internal TerminatedProcess(LifelineProcess process, TerminationOutcome outcome, TimeSpan runTime, TimeSpan duration)
    {
        Process = process;
        Outcome = outcome;
        RunTime = runTime;
        Duration = duration;
    }

    /// <summary>The process.</summary>
    public LifelineProcess Process { get; }

    /// <summary>How it responded.</summary>
    public TerminationOutcome Outcome { get; }

    /// <summary>How long it had been running when its exit was requested.</summary>
    public TimeSpan RunTime { get; }

    /// <summary>How long it took to exit.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The processes that it had started, or that these had, and that were ended with it.</summary>
    public IReadOnlyList<LifelineProcess> Descendants { get; internal init; } = [];

    /// <summary>Whether the process has exited.</summary>
    public bool HasExited => Outcome is TerminationOutcome.Stopped or TerminationOutcome.Killed;

    /// <summary>A line for the operator, such as "pid 812 (user deploy, started 2026-03-01 12:00:00 +01:00, running for 3 h 12 min) stopped after 0.4 s".</summary>
    public override string ToString()
    {
        var subject = $"pid {Process.Id} (user {Process.User}, started {LifelineProcess.Timestamp(Process.StartedAt)}, running for {Format(RunTime)})";
        return Outcome switch
        {
            TerminationOutcome.Stopped => $"{subject} stopped after {Format(Duration)}{Others()}",
            TerminationOutcome.Killed => $"{subject} killed after {Format(Duration)}{Others()}",
            TerminationOutcome.NotPermitted => $"{subject} is not yours to terminate: run this as {(Process.User == _administrator ? "" : $"{Process.User} or as ")}{_administrator}",
            TerminationOutcome.Ancestor => $"{subject} is still running: it started the process that was to end it. Do this from elsewhere",
            _ => $"{subject} is still running although it was killed: it waits for the kernel{(OperatingSystem.IsLinux() ? $", look at /proc/{Process.Id}/stack" : "")}",
        };
    }

    private string Others() => Descendants.Count switch
    {
        0 => "",
        1 => ", and 1 process that it had started",
        var count => $", and {count} processes that it had started",
    };

    private static string Format(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
        { TotalMinutes: < 60 } => $"{time.Minutes} min {time.Seconds} s",
        { TotalHours: < 24 } => $"{time.Hours} h {time.Minutes} min",
        _ => $"{time.Days} d {time.Hours} h",
    };
}
