using Lifelines.EndToEnd.Backends;

namespace Lifelines.EndToEnd;

/// <summary>Starts the test worker; each test has a name of its own, so that tests do not meet.</summary>
/// <param name="backend">How it looks at the processes; by default, as this system does.</param>
internal sealed class Worker(Backend? backend = null) : IDisposable
{
    private readonly List<Child> _children = [];
    private readonly Backend _backend = backend ?? new Backend([Program]);

    public static string Folder { get; } = AppContext.BaseDirectory;

    public static string Program { get; } = Path.Combine(Folder, "testworker");

    public string Name { get; } = $"name-{Guid.NewGuid():N}";

    public Child Start(string behaviour = "default", string? file = null) => Launch(Arguments(behaviour, file));

    public IEnumerable<string> Arguments(string behaviour = "default", string? file = null) => ["work", behaviour, Name, .. file is null ? Array.Empty<string>() : [file]];

    /// <summary>Starts a worker and waits until it holds the lifeline.</summary>
    public async Task<Child> StartHolder(string behaviour = "default", string? file = null)
    {
        var child = Start(behaviour, file);
        _ = await child.WaitForLine("running");
        return child;
    }

    /// <summary>Starts a worker that starts a shell command, and waits until it holds the lifeline.</summary>
    public async Task<Child> StartHolderOf(string shellCommand, bool isCleared = false, string behaviour = "default")
    {
        var child = Add(_backend.Start(Arguments(behaviour), ("TESTWORKER_STARTS", shellCommand), ("TESTWORKER_CLEARS", isCleared ? "yes" : "no")));
        _ = await child.WaitForLine("running");
        return child;
    }

    public Child Terminate(int gracePeriod, string behaviour = "default", string? file = null) =>
        Launch(["terminate", $"{gracePeriod}", .. Arguments(behaviour, file).Skip(1)]);

    /// <summary>Starts the program by another command, whose <c>"$@"</c> is what starts this worker.</summary>
    public Child StartBy(string shellCommand, string behaviour = "default", string? program = null) =>
        Add(Child.Start("bash", ["-c", shellCommand, "bash", program ?? Program, .. Arguments(behaviour)]));

    public Child Launch(IEnumerable<string> arguments) => Add(_backend.Start(arguments));

    public Child Add(Child child)
    {
        _children.Add(child);
        return child;
    }

    /// <summary>The pid of the worker below a wrapper: the only running process with this program and name.</summary>
    public int FindPid() =>
        ProcessList.Find(command => command is [var program, ..] && command.Contains(Name) && Path.GetFileName(program) is ("testworker" or "dotnet")).Single();

    public void Dispose()
    {
        foreach (var child in _children)
            child.Dispose();
    }
}
