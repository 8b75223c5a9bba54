namespace Lifelines.Nuke.Tests;

public static class FormattingTheStatus
{
    private static readonly DateTimeOffset _start = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public static void TheColumnsAreAsWideAsTheyNeed() =>
        Assert.Equal(
            """
            PID   USER    STARTED                     CPU       MEMORY     COMMAND
            7     deploy  2026-03-01 12:00:00 +01:00  0:00:03   45.3 MB    worker a b
            1234  root    2026-03-01 12:00:00 +01:00  51:02:03  1234.0 MB  worker
            99    x       2026-03-01 12:00:00 +01:00  ?         ?          worker
            """,
            string.Join('\n', StatusTable.Format(
            [
                new LifelineProcess { Id = 7, User = "deploy", StartedAt = _start, CommandLine = ["worker", "a", "b"], CpuTime = TimeSpan.FromSeconds(3.9), WorkingSet = 45_250_000 },
                new LifelineProcess { Id = 1234, User = "root", StartedAt = _start, CommandLine = ["worker"], CpuTime = new TimeSpan(51, 2, 3), WorkingSet = 1_234_000_000 },
                new LifelineProcess { Id = 99, User = "x", StartedAt = _start, CommandLine = ["worker"] },
            ])));

    [Fact]
    public static void WhatATerminalObeysIsEscaped() =>
        Assert.EndsWith(
            @"worker \u001b[2J\u000a7  root",
            StatusTable.Format([new LifelineProcess { Id = 99, User = "x", StartedAt = _start, CommandLine = ["worker", "\u001b[2J\n7  root"] }])[1],
            StringComparison.Ordinal);
}
