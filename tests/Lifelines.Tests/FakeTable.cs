using System.Text;
using Lifelines.Processes;

namespace Lifelines.Tests;

/// <summary>A process table that shows what a test says, one scan after another, and records what is done to the processes.</summary>
internal sealed class FakeTable(params ProcessEntry[][] scans) : IProcessTable
{
    public const int Self = 100;

    /// <summary>How often the processes were scanned.</summary>
    public int Scans { get; private set; }

    /// <summary>What has taken the place of a process since it was found.</summary>
    public Dictionary<int, ProcessEntry?> Now { get; } = [];

    /// <summary>Processes that these have started.</summary>
    public List<ParentLink> Children { get; } = [];

    /// <summary>Those that run no .NET.</summary>
    public HashSet<int> Launchers { get; } = [];

    /// <summary>Those that SIGTERM does not end.</summary>
    public HashSet<int> Stubborn { get; } = [];

    /// <summary>Those that this user may not signal.</summary>
    public HashSet<int> Foreign { get; } = [];

    /// <summary>What processes show of themselves; null where the system has no place for that.</summary>
    public HashSet<(int Pid, ProcessSign Sign)>? Signs { get; init; } = [];

    public List<(int Pid, string Deed)> Deeds { get; } = [];

    public static ProcessEntry Process(int pid, ulong start, string command = "worker\0a\0") =>
        new(new ProcessKey(start, pid), ParentPid: 1, UserId: "0", Encoding.UTF8.GetBytes(command));

    public ProcessEntry ReadSelf() => TryRead(Self)!;

    public ProcessScan Scan(ProcessEntry self, IReadOnlyList<ProgramName> programs, LifelineScope scope) =>
        new(self, [.. scans[Math.Min(Scans++, scans.Length - 1)].Where(process => process.Pid != self.Pid)]);

    public ProcessEntry? TryRead(int pid) => Now.TryGetValue(pid, out var now) ? now : scans[0].FirstOrDefault(process => process.Pid == pid);

    public IReadOnlyList<ParentLink> ListParents() => [.. Children];

    public DateTimeOffset StartedAt(ProcessKey key) => DateTimeOffset.UnixEpoch;

    public string UserName(ProcessEntry process) => "root";

    public ProcessUsage? TryReadUsage(ProcessKey key) => null;

    public bool RunsDotNet(ProcessEntry process) => !Launchers.Contains(process.Pid);

    public string? TryReadFolder(ProcessEntry process) => null;

    public bool? Shows(ProcessKey key, ProcessSign sign) => Signs is null ? null : Signs.Contains((key.Pid, sign));

    public IProcessHandle? TryOpen(ProcessEntry process) => Now.TryGetValue(process.Pid, out var now) && now is null ? null : new Handle(this, process.Pid);

    private sealed class Handle(FakeTable table, int pid) : IProcessHandle
    {
        private const string Killed = nameof(Kill);

        public bool HasExited => table.Deeds.Contains((pid, Killed)) || (table.Deeds.Contains((pid, nameof(RequestExit))) && !table.Stubborn.Contains(pid));

        public bool RequestExit() => Do(nameof(RequestExit));

        public void Suspend() => Do(nameof(Suspend));

        public bool Kill() => Do(Killed);

        public void Dispose()
        {
        }

        private bool Do(string deed)
        {
            if (!table.Foreign.Contains(pid))
                table.Deeds.Add((pid, deed));

            return !table.Foreign.Contains(pid);
        }
    }
}
