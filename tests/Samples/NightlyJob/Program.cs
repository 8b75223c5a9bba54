using Lifelines;

// A job that must not overlap itself: cron starts it more often than it may take, and a start that finds it running
// leaves at once. Its first argument names what it works on: with another one, it is another job.
if (args is not [var folder, var seconds] || !double.TryParse(seconds, out var duration))
{
    Console.Error.WriteLine("usage: NightlyJob FOLDER SECONDS");
    return 2;
}

if (!new Lifeline().TryHold(out var holder))
{
    Console.WriteLine($"already running: {holder}");
    return 75; // EX_TEMPFAIL of sysexits.h, for a caller that wants to know.
}

Console.WriteLine($"working on {folder}");
Thread.Sleep(TimeSpan.FromSeconds(duration));
Console.WriteLine("done");
return 0;
