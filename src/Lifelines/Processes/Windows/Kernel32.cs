using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Lifelines.Processes.Windows;

/// <summary>The few functions of the Windows API that .NET has no equivalent of.</summary>
internal static unsafe partial class Kernel32
{
    // learn.microsoft.com, "Process Security and Access Rights" and "Standard Access Rights".
    public const uint PROCESS_TERMINATE = 0x0001;
    public const uint PROCESS_VM_READ = 0x0010;
    public const uint PROCESS_SUSPEND_RESUME = 0x0800;
    public const uint PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
    public const uint SYNCHRONIZE = 0x0010_0000;
    public const uint TOKEN_QUERY = 0x0008;

    // learn.microsoft.com, JOBOBJECT_BASIC_LIMIT_INFORMATION and SetInformationJobObject.
    public const uint JOB_OBJECT_LIMIT_BREAKAWAY_OK = 0x0800;
    public const uint JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE = 0x2000;
    public const int JobObjectExtendedLimitInformation = 9;

    public const int ERROR_ACCESS_DENIED = 5;
    public const uint WAIT_OBJECT_0 = 0;

    public const uint CTRL_C_EVENT = 0;
    public const uint CTRL_BREAK_EVENT = 1;
    public const uint ATTACH_PARENT_PROCESS = uint.MaxValue;

    [LibraryImport("kernel32", SetLastError = true)]
    public static partial SafeProcessHandle OpenProcess(uint access, int inherit, int pid);

    [LibraryImport("kernel32")]
    public static partial uint WaitForSingleObject(SafeProcessHandle handle, uint milliseconds);

    [LibraryImport("kernel32")]
    public static partial int TerminateProcess(SafeProcessHandle process, uint exitCode);

    [LibraryImport("kernel32", SetLastError = true)]
    public static partial int ReadProcessMemory(SafeProcessHandle process, nint address, byte* buffer, nint size, out nint read);

    [LibraryImport("kernel32", SetLastError = true)]
    public static partial nint CreateJobObjectW(nint attributes, nint name);

    [LibraryImport("kernel32", SetLastError = true)]
    public static partial int SetInformationJobObject(nint job, int informationClass, byte* information, int length);

    [LibraryImport("kernel32", SetLastError = true)]
    public static partial int AssignProcessToJobObject(nint job, nint process);

    [LibraryImport("kernel32")]
    public static partial nint GetCurrentProcess();

    [LibraryImport("kernel32", EntryPoint = "TerminateProcess")]
    private static partial int TerminateProcess(nint process, uint exitCode);

    public static void EndThisProcess(int exitCode) => _ = TerminateProcess(GetCurrentProcess(), (uint)exitCode);

    [LibraryImport("advapi32", SetLastError = true)]
    public static partial int OpenProcessToken(SafeProcessHandle process, uint access, out SafeAccessTokenHandle token);

    [LibraryImport("shell32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    public static partial char** CommandLineToArgvW(string commandLine, out int count);

    [LibraryImport("kernel32")]
    public static partial nint LocalFree(nint memory);

    [LibraryImport("kernel32")]
    public static partial int FreeConsole();

    [LibraryImport("kernel32")]
    public static partial int AttachConsole(uint pid);

    [LibraryImport("kernel32")]
    public static partial uint GetConsoleProcessList(uint* pids, uint count);

    [LibraryImport("kernel32")]
    public static partial int SetConsoleCtrlHandler(nint handler, int add);

    [LibraryImport("kernel32")]
    public static partial int GenerateConsoleCtrlEvent(uint controlEvent, uint processGroup);
}
