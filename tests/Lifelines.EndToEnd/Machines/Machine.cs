namespace Lifelines.EndToEnd.Machines;

/// <summary>A machine of its own: namespaces for its name, its network and its processes, which end with it.</summary>
internal sealed class Machine : IDisposable
{
    private readonly Child _keeper;
    private readonly List<Child> _children = [];

    private Machine(string name, Child keeper, int pid)
    {
        Name = name;
        _keeper = keeper;
        Pid = pid;
    }

    public string Name { get; }

    /// <summary>The first process in it, by its pid outside.</summary>
    public int Pid { get; }

    public static async Task<Machine> StartAsync(string name)
    {
        var keeper = Child.Start("unshare", "--uts", "--net", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c", $"hostname {name} && ip link set lo up && echo up && exec sleep infinity");
        _ = await keeper.WaitForLine("up");
        return new Machine(name, keeper, ChildOf(keeper.Id));
    }

    /// <summary>Runs a command in its network to the end.</summary>
    public void Run(params string[] command) => Shell.Run("nsenter", ["-t", $"{Pid}", "--net", .. command]);

    /// <summary>Starts a program as one of its processes.</summary>
    public Child Start(params IEnumerable<string> command)
    {
        var child = Child.Start("nsenter", ["-t", $"{Pid}", "--uts", "--net", "--pid", "--mount", .. command]);
        lock (_children)
            _children.Add(child);

        return child;
    }

    /// <summary>The pid outside of what was started: nsenter(1) waits for it.</summary>
    public static int ChildOf(int pid) =>
        SpinWait.SpinUntil(() => Children(pid).Length > 0, Child.Patience) ? int.Parse(Children(pid)[0]) : throw new InvalidOperationException($"pid {pid} has no child.");

    public void Dispose()
    {
        _children.ForEach(child => child.Dispose());
        _keeper.Dispose();
    }

    private static string[] Children(int pid) => File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
