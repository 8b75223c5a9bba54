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
        _ = Add(1, "/sbin/init\0", parent: 0);
        _ = Add(Self, "worker\0a\0");
        if (self is { } pid)
            _ = Directory.CreateSymbolicLink(Path.Combine(Root, "self"), pid.ToString(CultureInfo.InvariantCulture));
    }

    public string Root { get; }

    public LinuxProcessTable Open() => new(Root, Self);

    public FakeProc Add(int pid, string commandLine, char state = 'S', int parent = 1, uint flags = 0x0040_0000, ulong start = 0, uint user = 0, string comm = "x", int threads = 1, uint real = 77, uint saved = 88, string status = "", ulong programStart = 0) =>
        Add(pid, Encoding.UTF8.GetBytes(commandLine), state, parent, flags, start, user, comm, threads, real, saved, status, programStart);

    public FakeProc Add(int pid, byte[] commandLine, char state = 'S', int parent = 1, uint flags = 0x0040_0000, ulong start = 0, uint user = 0, string comm = "x", int threads = 1, uint real = 77, uint saved = 88, string status = "", ulong programStart = 0)
    {
        start = start == 0 ? (ulong)pid : start;
        programStart = programStart == 0 ? start : programStart;
        var folder = Directory.CreateDirectory(Path.Combine(Root, pid.ToString(CultureInfo.InvariantCulture))).FullName;
        File.WriteAllBytes(Path.Combine(folder, "cmdline"), commandLine);
        File.WriteAllText(Path.Combine(folder, "stat"), $"{pid} ({comm}) {state} {parent} 1 1 0 -1 {flags} 0 0 0 0 0 0 0 0 20 0 {threads} 0 {start} 0 0\n");

        // The main thread, and one that the program has started.
        foreach (var (thread, threadStart) in ((int, ulong)[])[(pid, start), (pid + 500_000, programStart)])
        {
            var task = Directory.CreateDirectory(Path.Combine(folder, "task", thread.ToString(CultureInfo.InvariantCulture))).FullName;
            File.WriteAllText(Path.Combine(task, "stat"), $"{thread} ({comm}) {state} {parent} 1 1 0 -1 {flags} 0 0 0 0 0 0 0 0 20 0 1 0 {threadStart} 0 0\n");
            File.WriteAllText(Path.Combine(task, "comm"), thread == pid ? "x\n" : ".NET Finalizer\n");
        }

        File.WriteAllText(Path.Combine(folder, "status"), $"Name:\t{comm}\nUmask:\t0022\nUid:\t{real}\t{user}\t{saved}\t99\nGid:\t0\t0\t0\t0\n{status}");
        return this;
    }

    /// <summary>Adds another thread to a process.</summary>
    public FakeProc AddThread(int pid, int thread, string commandLine, string comm = "x\n")
    {
        // Who says what threads there are gets no other.
        if (thread == pid)
            Directory.Delete(Path.Combine(Root, $"{pid}", "task"), recursive: true);

        var folder = Directory.CreateDirectory(Path.Combine(Root, $"{pid}", "task", $"{thread}")).FullName;
        File.WriteAllText(Path.Combine(folder, "cmdline"), commandLine);
        File.WriteAllText(Path.Combine(folder, "comm"), comm);
        return this;
    }

    /// <summary>Adds what a process was started with.</summary>
    public FakeProc AddEnvironment(int pid, string environment)
    {
        File.WriteAllText(Path.Combine(Root, $"{pid}", "environ"), environment);
        return this;
    }

    /// <summary>Adds a symbolic link to a process.</summary>
    public FakeProc Link(int pid, string name, string target)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, $"{pid}", name))!);
        _ = Directory.CreateSymbolicLink(Path.Combine(Root, $"{pid}", name), target);
        return this;
    }

    /// <summary>Adds the folder by which a process reads its own command as others see it.</summary>
    public FakeProc AddOwnView(string commandLine)
    {
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(Root, "thread-self")).FullName, "cmdline"), commandLine);
        return this;
    }

    /// <summary>Makes a file of a process one whose read waits until somebody writes.</summary>
    public FakeProc AddPipe(int pid, string file)
    {
        var path = Path.Combine(Root, $"{pid}", file);
        File.Delete(path);
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [path]);
        mkfifo.WaitForExit();
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
