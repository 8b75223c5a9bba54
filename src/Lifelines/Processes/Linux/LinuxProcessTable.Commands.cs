using System.Text;
using Lifelines.Processes.Unix;

namespace Lifelines.Processes.Linux;

internal sealed partial class LinuxProcessTable
{
    // While execve(2) replaces a program, its command reads as empty for some microseconds.
    private const int ReadsOfAnEmptyCommand = 5;

    public bool RunsDotNet(ProcessEntry process) => RunsDotNet(new ProcFiles(_root), process.Pid);

    public string? TryReadFolder(ProcessEntry process)
    {
        var files = new ProcFiles(_root);
        var command = CommandLine.Parse(process.CommandLine);
        if (!command.IsHosted)
        {
            var program = files.TryReadLink(process.Pid, "exe"u8);
            return Path.GetDirectoryName(program is null ? null : WithoutDeleted(program));
        }

        // Of a relative path, only what is still there is certain: the process may have changed its directory.
        var path = Encoding.UTF8.GetString(command.Path);
        if (!Path.IsPathRooted(path) && files.TryReadLink(process.Pid, "cwd"u8) is { } directory)
            path = Path.Combine(directory, path);

        return LibC.TryResolve(path) is { } resolved ? Path.GetDirectoryName(resolved) : null;
    }

    // What the kernel appends once the file was deleted, after a deployment for instance: proc_pid_exe(5).
    private static string WithoutDeleted(string file)
    {
        const string Deleted = " (deleted)";
        return file.EndsWith(Deleted, StringComparison.Ordinal) ? file[..^Deleted.Length] : file;
    }

    /// <summary>Reads a command whose first argument does not name the .NET host as if it did; false if that makes no sense.</summary>
    private static bool TryParseAsHost(ReadOnlySpan<byte> command, out CommandLine hosted)
    {
        var name = ProgramName.FileName(CommandLine.Next(ref command));
        hosted = default;
        return !ProgramName.IsHost(name) && !Interpreter.IsOne(name) && CommandLine.TryParseHosted(command, out hosted);
    }

    /// <summary>The command with the host's own name, if the host is called by another name, through a link for instance; null if it is no host.</summary>
    private static byte[]? TryNameHost(ProcFiles files, int pid, byte[] command)
    {
        ReadOnlySpan<byte> arguments = command;
        _ = CommandLine.Next(ref arguments);

        // Who may not read the link of another user's process can still see that .NET runs in it.
        var file = files.TryReadLink(pid, "exe"u8) ?? (RunsDotNet(files, pid) ? "dotnet" : "");
        var host = Encoding.UTF8.GetBytes(WithoutDeleted(file));
        return ProgramName.IsHost(ProgramName.FileName(host)) ? [.. host, 0, .. arguments] : null;
    }

    // What every .NET runtime of a process is seen by, compiled ahead of time or not: its finalizer thread is there before the program starts.
    private static bool RunsDotNet(ProcFiles files, int pid)
    {
        var threads = files.ListThreads(pid);
        foreach (var thread in threads)
        {
            if (files.Read(pid, Encoding.UTF8.GetBytes($"task/{thread}/comm"), out var name) == ProcFileState.Read && name.StartsWith(".NET "u8))
                return true;
        }

        return threads.Count == 0;
    }

    private ProcFileState ReadCommand(ProcFiles files, int pid, IsWanted? isWanted, out ReadOnlySpan<byte> command, KernelThreads? kernelThreads = null)
    {
        for (var reads = 1; ; reads++)
        {
            var state = pid == _selfPid ? files.ReadOwnCommand(pid, out command) : files.Read(pid, "cmdline"u8, out command, isWanted);
            if (state != ProcFileState.Read || !command.IsEmpty || kernelThreads?.Contains(pid) == true)
                return state;

            state = ReadStat(files, pid, out var stat, out _);
            if (pid == KernelThreads.Daemon && stat.IsKernelThread)
                kernelThreads?.Read();

            if (state != ProcFileState.Read || stat.HasEnded || stat.IsKernelThread)
                return state;

            if (stat.HasMainThreadEnded)
                return ReadCommandOfThreads(files, pid, isWanted, out command);

            if (reads == ReadsOfAnEmptyCommand)
                return state;

            Thread.Sleep(1);
        }
    }

    // A thread that has ended has no memory any more, and the command is read from memory.
    private static ProcFileState ReadCommandOfThreads(ProcFiles files, int pid, IsWanted? isWanted, out ReadOnlySpan<byte> command)
    {
        command = [];
        foreach (var thread in files.ListThreads(pid))
        {
            var state = files.Read(pid, Encoding.UTF8.GetBytes($"task/{thread}/cmdline"), out command, isWanted);
            if (state == ProcFileState.Hidden || !command.IsEmpty)
                return state;
        }

        return ProcFileState.Gone;
    }

    private static byte[] NameHost(ProcFiles files, int pid, ReadOnlySpan<byte> command)
    {
        var text = command.ToArray();
        return TryParseAsHost(text, out _) ? TryNameHost(files, pid, text) ?? text : text;
    }

    private static bool IsOneOf(IReadOnlyList<ProgramName> programs, CommandLine command)
    {
        foreach (var program in programs)
        {
            if (program.IsRunBy(command))
                return true;
        }

        return false;
    }

    private static bool MayRun(IReadOnlyList<ProgramName> programs, ReadOnlySpan<byte> command)
    {
        var rest = command;
        var name = ProgramName.FileName(CommandLine.Next(ref rest));
        foreach (var program in programs)
        {
            if (program.MayRun(name))
                return true;
        }

        return CommandLine.MayBeHosted(rest);
    }

    private static bool IsRun(IReadOnlyList<ProgramName> programs, ReadOnlySpan<byte> command)
    {
        foreach (var program in programs)
        {
            if (program.IsRunBy(command))
                return true;
        }

        return false;
    }
}
