using System.Diagnostics;
using Lifelines;
using Lifelines.DistributedLock;
using Lifelines.Postgres;
using Medallion.Threading.Redis;
using StackExchange.Redis;

// A worker on several machines, which notes when it works:
// sharedworker ENGINE ADDRESS NAME FOLDER [standby] [stubborn]   works until it is told to stop; stubborn: and then too
// sharedworker list|terminate|hold ENGINE ADDRESS NAME FOLDER …  lists, ends or holds that worker
return args switch
{
    ["list", .. var worker] => await List(worker),
    ["terminate", .. var worker] => await Terminate(worker),
    ["hold", .. var worker] => await Hold(worker),
    _ => (await new Lifeline(OptionsOf(args, isOther: false)).RunAsync(Work)).ExitCode,
};

static async Task<int> List(string[] worker)
{
    foreach (var process in await new Lifeline(OptionsOf(worker)).ListAsync())
        Console.WriteLine($"{process.Id} {process.Host}");

    return 0;
}

static async Task<int> Terminate(string[] worker)
{
    var result = await new Lifeline(OptionsOf(worker)).TerminateAsync();
    Console.WriteLine($"{result.Processes.Count} ended, elsewhere: {result.HolderElsewhere}");
    return 0;
}

async Task<int> Hold(string[] worker)
{
    if (!await new Lifeline(OptionsOf(worker) with { IsSameCommand = null }).TryHoldAsync())
        return 0;

    await Work(CancellationToken.None);
    return 1;
}

static LifelineOptions OptionsOf(string[] worker, bool isOther = true) => new()
{
    Name = worker[2],
    IsSameCommand = isOther ? arguments => arguments.SequenceEqual(worker) : null,
    SharedLock = () => CreateLock(worker[0], worker[1], worker[2]),
    StandsBy = worker.Contains("standby"),
};

static SharedLock CreateLock(string engine, string address, string name) => engine == "postgres"
    ? new PostgresSharedLock(address, name)
    : new DistributedSharedLock(new RedisDistributedLock(name, ConnectionMultiplexer.Connect(address).GetDatabase()), $"Redis at {address}");

async Task Work(CancellationToken token)
{
    var isStubborn = args.Contains("stubborn");
    if (isStubborn)
        Process.Start("sleep", "3600").Dispose();

    var turn = new Lock();
    using var stamps = new StreamWriter(Path.Combine(args.First(argument => argument.StartsWith('/')), $"{Environment.MachineName}-{Guid.NewGuid():N}")) { AutoFlush = true };
    using var registration = token.Register(() => Stamp("told"));
    for (Stamp("start"); isStubborn || !token.IsCancellationRequested; Stamp("work"))
        await Task.Delay(20, CancellationToken.None);

    // The clock counts for all processes of the machine, whatever their namespaces.
    void Stamp(string what)
    {
        lock (turn)
            stamps.WriteLine($"{what} {Stopwatch.GetTimestamp()}");
    }
}
