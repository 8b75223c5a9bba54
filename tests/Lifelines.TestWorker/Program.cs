using Lifelines;
using Lifelines.TestWorker;

// The tests launch this: it prints one line for each thing that happens, and they wait for the line.
// testworker work BEHAVIOUR NAME [FILE]          a lifeline of just this command
// testworker terminate SECONDS BEHAVIOUR NAME …  ends the workers with these arguments
// testworker sweep NAME [FILE]                   ends all with this name, whatever they do, and lives on until the file is there
// testworker running BEHAVIOUR NAME …            says whether such a worker runs
// testworker list BEHAVIOUR NAME …               lists such workers
// testworker holding WHAT NAME                   holds several times, and says what comes of it
// testworker pulse WHAT NAME                     ends, hangs or reports in some way, and ends with the result's exit code
// testworker list-pulse NAME, terminate-pulse NAME   shows those, ends them
// TESTWORKER_STARTS: a shell command that the worker starts; TESTWORKER_CLEARS=yes: without an environment
// testworker unguarded …                         works without a lifeline
var scope = Environment.GetEnvironmentVariable("TESTWORKER_SCOPE") == "user" ? LifelineScope.CurrentUser : LifelineScope.Machine;
if (Environment.GetEnvironmentVariable("TESTWORKER_UNDUMPABLE") is not null)
    LibC.HideFromOwnUser();

var comparesFolder = Environment.GetEnvironmentVariable("TESTWORKER_COMPARES_FOLDER") is not null;
try
{
    foreach (var refused in Environment.GetEnvironmentVariable("TESTWORKER_REFUSED")?.Split(',') ?? [])
    {
        if (refused.Split(' ') is [var systemCall, var error])
            LibC.Refuse(uint.Parse(systemCall), uint.Parse(error));
    }

    return args switch
    {
        ["work", var behaviour, ..] => await Work(behaviour, args.ElementAtOrDefault(3)),
        ["terminate", var seconds, .. var worker] => await Terminate(int.Parse(seconds), ["work", .. worker]),
        ["sweep", var name, ..] => await Sweep(name, args.ElementAtOrDefault(2)),
        ["running", .. var worker] => Say(new Lifeline(OptionsOf(["work", .. worker])).IsRunning() ? "yes" : "no"),
        ["list", .. var worker] => await List(["work", .. worker]),
        ["holding", var what, var name] => await Hold(what, name),
        ["list-pulse", var name] => await Pulses.ListAsync(name),
        ["terminate-pulse", var name] => await Pulses.TerminateAsync(name),
        ["pulse", var what, var name] => await Pulses.RunAsync(what, name),
        ["unguarded", ..] => Behaviours.Unguarded(),
        _ => Say("usage: see Program.cs", 2),
    };
}
catch (LifelineException exception)
{
    return Say(exception.Message, 3);
}

async Task<int> Hold(string what, string name)
{
    await new Holdings(name).RunAsync(what);
    return 0;
}

async Task<int> Work(string behaviour, string? file)
{
    var lifeline = new Lifeline(new LifelineOptions { Scope = scope, ComparesFolder = comparesFolder });
    if (behaviour == "staying")
        return await Stay(lifeline, file);

    if (behaviour == "twofold")
        return TryTwo();

    if (behaviour == "headless")
        return Behaviours.OutliveTheMainThread(action => lifeline.RunAsync(action));

    if (behaviour != "plain")
    {
        var result = await lifeline.RunAsync(token => Behaviours.RunAsync(behaviour, file, token));
        if (behaviour == "echoing")
            Behaviours.StopAgain();

        return Say(result.HasRun ? "ran" : "yielded");
    }

    if (!lifeline.TryHold(out _))
        return Say("yielded");

    Behaviours.Plain();
    return Say("ran");
}

// Lives on after it has yielded, and tries again when it finds a file.
async Task<int> Stay(Lifeline lifeline, string? file)
{
    while (!(await lifeline.RunAsync(token => Behaviours.RunAsync("default", null, token))).HasRun)
    {
        Console.WriteLine("stays");
        while (!File.Exists(file))
            await Task.Delay(10);

        File.Delete(file);
    }

    return Say("ran");
}

// Wants two lifelines that its command names, and lives on with what it gets.
int TryTwo()
{
    foreach (var part in args[2].Split('+'))
        Console.WriteLine($"{part} {(new Lifeline(new LifelineOptions { Name = part, Scope = scope, IsSameCommand = arguments => arguments.Count > 2 && arguments[2].Split('+').Contains(part) }).TryHold(out _) ? "held" : "left")}");

    Behaviours.Plain();
    return 0;
}

async Task<int> Terminate(int seconds, string[] worker)
{
    var result = await new Lifeline(OptionsOf(worker, TimeSpan.FromSeconds(seconds))).TerminateAsync();
    foreach (var process in result.Processes)
        Console.WriteLine($"{process.Process.Id} {process.Outcome} {process.Duration.TotalSeconds:0.0} {process}");

    foreach (var orphan in result.Orphans)
        Console.WriteLine($"orphan {orphan.Process.Id} {orphan.Outcome}");

    return Say($"terminated {result.Processes.Count}", result.Succeeded ? 0 : 1);
}

async Task<int> Sweep(string name, string? file)
{
    var result = await new Lifeline(new LifelineOptions { GracePeriod = Timeout.InfiniteTimeSpan, IsSameCommand = arguments => arguments.Contains(name) }).TerminateAsync();
    Console.WriteLine($"swept {string.Join(' ', result.Processes.Select(process => process.Process.Id))}");
    while (file is not null && !File.Exists(file))
        await Task.Delay(10);

    return 0;
}

async Task<int> List(string[] worker)
{
    foreach (var process in await new Lifeline(OptionsOf(worker)).ListAsync())
        Console.WriteLine($"{process} used {process.CpuTime?.TotalSeconds} s and {process.WorkingSet} bytes");

    return Say("listed");
}

LifelineOptions OptionsOf(string[] worker, TimeSpan gracePeriod = default) =>
    new() { Scope = scope, ComparesFolder = comparesFolder, GracePeriod = gracePeriod, IsSameCommand = arguments => arguments.SequenceEqual(worker) };

static int Say(string line, int exitCode = 0)
{
    Console.WriteLine(line);
    return exitCode;
}
