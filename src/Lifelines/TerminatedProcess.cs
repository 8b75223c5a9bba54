using System.Globalization;

namespace Lifelines;

/// <summary>What became of one process of a lifeline that was terminated.</summary>
/// <param name="Process">The process.</param>
/// <param name="RanFor">How long it had been running when it was asked to end.</param>
/// <param name="Outcome">How it took it.</param>
/// <param name="Took">How long that took.</param>
public sealed record TerminatedProcess(LifelineProcess Process, TimeSpan RanFor, TerminationOutcome Outcome, TimeSpan Took)
{
    private static readonly string _administrator = OperatingSystem.IsWindows() ? "administrator" : "root";

    /// <summary>Whether the process has ended.</summary>
    public bool HasEnded => Outcome is TerminationOutcome.Stopped or TerminationOutcome.Killed;

    /// <summary>A line for the operator, such as "pid 812 (user deploy, started 2026-03-01 12:00:00 +01:00, running for 3 h 12 min) stopped after 0.4 s".</summary>
    public override string ToString()
    {
        var started = Process.StartedAt.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
        var subject = $"pid {Process.Id} (user {Process.User}, started {started}, running for {Format(RanFor)})";
        return Outcome switch
        {
            TerminationOutcome.Stopped => $"{subject} stopped after {Format(Took)}",
            TerminationOutcome.Killed => $"{subject} killed after {Format(Took)}",
            TerminationOutcome.NotPermitted => $"{subject} is not yours to terminate: run this as {Process.User} or as {_administrator}",
            _ => $"{subject} is still running although it was killed: it waits for the kernel{(OperatingSystem.IsLinux() ? $", look at /proc/{Process.Id}/stack" : "")}",
        };
    }

    private static string Format(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.#} s"),
        { TotalMinutes: < 60 } => $"{time.Minutes} min {time.Seconds} s",
        { TotalHours: < 24 } => $"{time.Hours} h {time.Minutes} min",
        _ => $"{time.Days} d {time.Hours} h",
    };
}
