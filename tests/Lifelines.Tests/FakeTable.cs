using System.Text;
using Lifelines.Processes;

namespace Lifelines.Tests;

/// <summary>A process table that shows what a test says, one snapshot after another, and records what is done to them.</summary>
internal sealed class FakeTable(params ProcessEntry[][] snapshots) : IProcessTable
{
    public const int Self = 100;

    public int SelfPid => Self;

    /// <summary>How often the processes were looked at.</summary>
    public int Looks { get; private set; }

    /// <summary>What has taken the place of a process since it was found.</summary>
    public Dictionary<int, ProcessEntry?> Now { get; } = [];

    public List<(int Pid, string Deed)> Deeds { get; } = [];

    public static ProcessEntry Process(int pid, ulong start, string command = "worker\0a\0") =>
        new(new ProcessKey(start, pid), ParentPid: 1, UserId: "0", Encoding.UTF8.GetBytes(command));

    public IReadOnlyList<ProcessEntry> Find(string program, LifelineScope scope) => snapshots[Math.Min(Looks++, snapshots.Length - 1)];

    public ProcessEntry? TryRead(int pid) => Now.TryGetValue(pid, out var now) ? now : snapshots[0].FirstOrDefault(process => process.Pid == pid);

    public ParentLink? TryReadParent(int pid) => null;

    public IReadOnlyList<ParentLink> ListFamily() => [];

    public DateTimeOffset StartedAt(ProcessKey key) => DateTimeOffset.UnixEpoch;

    public string UserName(ProcessEntry process) => "root";

    public IProcessHandle? TryOpen(ProcessEntry entry) => Now.TryGetValue(entry.Pid, out var now) && now is null ? null : new Handle(this, entry.Pid);

    private sealed class Handle(FakeTable table, int pid) : IProcessHandle
    {
        public bool HasExited => table.Deeds.Exists(deed => deed.Pid == pid);

        public bool Ask()
        {
            table.Deeds.Add((pid, nameof(Ask)));
            return true;
        }

        public void Freeze() => table.Deeds.Add((pid, nameof(Freeze)));

        public void Kill() => table.Deeds.Add((pid, nameof(Kill)));

        public void Dispose()
        {
        }
    }
}
