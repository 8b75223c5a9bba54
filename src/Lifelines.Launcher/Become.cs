using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lifelines.Launcher;

/// <summary>Replaces this process by the program, by execve(2), so that it has the pid, the parent and the signals that cron gave.</summary>
internal static unsafe class Become
{
    /// <summary>A parent that ignores SIGCHLD passes that on, and then .NET waits for ever for what it starts.</summary>
    public static void AwaitChildren()
    {
        if (!OperatingSystem.IsWindows())
            _ = LibC.Signal(LibC.SIGCHLD, LibC.SIG_DFL);
    }

    /// <summary>Starts the program in place of this process.</summary>
    /// <returns>Its exit code, where a process cannot be replaced.</returns>
    /// <exception cref="LauncherException">It cannot be started.</exception>
    public static int Program(BuildRecord record, string[] args)
    {
        var program = record.Program!;
        var dotnet = DotNetHost.FindRoot(record);
        var isManaged = program.EndsWith(".dll", StringComparison.Ordinal);
        if (isManaged && dotnet is null)
            throw new LauncherException("no .NET is found. Install it from https://dot.net, or set DOTNET_ROOT to where it is.");

        string[] before = isManaged ? [Path.Combine(dotnet!, "dotnet"), program] : [program];
        if (OperatingSystem.IsWindows())
            return Run(before, args);

        // Otherwise NUKE evaluates the project and may send data, on every run.
        Set("NUKE_TELEMETRY_OPTOUT", "1");
        Set("HOME", HomeFolder.Find(record));
        _ = LibC.UnsetEnvironment(Report.CallerVariable);
        if (dotnet is not null)
            Set("DOTNET_ROOT", dotnet);

        if (dotnet is not null && !DotNetHost.IsInPath)
            Set("PATH", $"{Environment.GetEnvironmentVariable("PATH")}:{dotnet}");

        if (record.Project is null && !Path.Exists(Path.Combine(record.Root, ".nuke")))
            Set("NUKE_ROOT", record.Root);

        AwaitChildren();

        // .NET ignores it for itself before Main runs, which is not for what the program starts.
        _ = LibC.Signal(LibC.SIGPIPE, LibC.SIG_DFL);

        Replace(before, args);
        throw new LauncherException($"{program} cannot be started: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
    }

    private static void Replace(string[] before, string[] args)
    {
        var own = OwnArguments(args);
        var pointers = stackalloc byte*[before.Length + args.Length + 1];
        for (var i = 0; i < before.Length; i++)
            pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(before[i]);

        fixed (byte* text = own)
        {
            var next = text;
            for (var i = 0; i < args.Length; i++)
            {
                pointers[before.Length + i] = next;
                next += MemoryMarshal.CreateReadOnlySpanFromNullTerminated(next).Length + 1;
            }

            pointers[before.Length + args.Length] = null;
            _ = LibC.Execute(pointers[0], pointers);
        }
    }

    /// <summary>The arguments as bytes, which need not be UTF-8: the last ones of the process's own.</summary>
    private static byte[] OwnArguments(string[] args)
    {
        if (!OperatingSystem.IsLinux())
            return System.Text.Encoding.UTF8.GetBytes(string.Concat(args.Select(arg => arg + '\0')) + '\0');

        var command = File.ReadAllBytes("/proc/self/cmdline");
        var start = command.Length;
        for (var count = 0; start > 0; start--)
        {
            if (start < command.Length && command[start - 1] == 0 && ++count == args.Length)
                break;
        }

        return [.. command[start..], 0];
    }

    private static int Run(string[] before, string[] args)
    {
        Environment.SetEnvironmentVariable("NUKE_TELEMETRY_OPTOUT", "1");
        Environment.SetEnvironmentVariable(Report.CallerVariable, null);
        using var process = Process.Start(new ProcessStartInfo(before[0], [.. before[1..], .. args]))!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private static void Set(string name, string value) => _ = LibC.SetEnvironment(name, value, 1);
}
