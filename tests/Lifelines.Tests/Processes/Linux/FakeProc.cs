using System.Globalization;
using System.Text;
using Lifelines.Processes.Linux;

namespace Lifelines.Tests.Processes.Linux;

/// <summary>A folder that looks like /proc, with process 1 and this process (pid 100, <c>worker</c>).</summary>
internal sealed class FakeProc : IDisposable
{
    public const int Self = 100;

    public FakeProc(int? self = Self)
    {
        Root = Directory.CreateTempSubdirectory("lifelines-proc-").FullName;
        File.WriteAllText(Path.Combine(Root, "uptime"), "2000.00 3000.00\n");
        _ = Add(1, "/sbin/init\0", parent: 0);
        _ = Add(Self, "worker\0a\0");
        if (self is { } pid)
            _ = Directory.CreateSymbolicLink(Path.Combine(Root, "self"), pid.ToString(CultureInfo.InvariantCulture));
    }

    public string Root { get; }

    public LinuxProcessTable Open() => new(Root, Self);

    public FakeProc Add(int pid, string commandLine, char state = 'S', int parent = 1, uint flags = 0x0040_0000, ulong start = 0, uint user = 0, string comm = "x", ulong programStart = 0) =>
        Add(pid, Encoding.UTF8.GetBytes(commandLine), state, parent, flags, start, user, comm, programStart);

    public FakeProc Add(int pid, byte[] commandLine, char state = 'S', int parent = 1, uint flags = 0x0040_0000, ulong start = 0, uint user = 0, string comm = "x", ulong programStart = 0)
    {
        start = start == 0 ? (ulong)pid : start;
        programStart = programStart == 0 ? start : programStart;
        var folder = Directory.CreateDirectory(Path.Combine(Root, pid.ToString(CultureInfo.InvariantCulture))).FullName;
        File.WriteAllBytes(Path.Combine(folder, "cmdline"), commandLine);
        File.WriteAllText(Path.Combine(folder, "stat"), $"{pid} ({comm}) {state} {parent} 1 1 0 -1 {flags} 0 0 0 0 0 0 0 0 20 0 1 0 {start} 0 0\n");

        // The main thread, and one that the program has started.
        foreach (var (thread, threadStart) in ((int, ulong)[])[(pid, start), (pid + 500_000, programStart)])
        {
            var task = Directory.CreateDirectory(Path.Combine(folder, "task", thread.ToString(CultureInfo.InvariantCulture))).FullName;
            File.WriteAllText(Path.Combine(task, "stat"), $"{thread} ({comm}) {state} {parent} 1 1 0 -1 {flags} 0 0 0 0 0 0 0 0 20 0 1 0 {threadStart} 0 0\n");
        }

        File.WriteAllText(Path.Combine(folder, "status"), $"Name:\t{comm}\nUmask:\t0022\nUid:\t77\t{user}\t88\t99\nGid:\t0\t0\t0\t0\n");
        return this;
    }

    public FakeProc Remove(int pid)
    {
        Directory.Delete(Path.Combine(Root, pid.ToString(CultureInfo.InvariantCulture)), recursive: true);
        return this;
    }

    public FakeProc Remove(int pid, string file)
    {
        File.Delete(Path.Combine(Root, pid.ToString(CultureInfo.InvariantCulture), file));
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
