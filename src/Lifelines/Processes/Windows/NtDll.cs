using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Lifelines.Processes.Windows;

/// <summary>What of Windows shows processes and their commands, and has no equivalent in .NET.</summary>
internal static unsafe partial class NtDll
{
    // SYSTEM_INFORMATION_CLASS and PROCESSINFOCLASS: learn.microsoft.com, NtQuerySystemInformation and NtQueryInformationProcess.
    public const int SystemProcessInformation = 5;
    public const int ProcessBasicInformation = 0;
    public const int ProcessCommandLineInformation = 60;

    // [MS-ERREF] 2.3.1.
    public const int STATUS_NOT_IMPLEMENTED = unchecked((int)0xC0000002);
    public const int STATUS_INVALID_INFO_CLASS = unchecked((int)0xC0000003);
    public const int STATUS_INFO_LENGTH_MISMATCH = unchecked((int)0xC0000004);
    public const int STATUS_BUFFER_OVERFLOW = unchecked((int)0x80000005);

    [LibraryImport("ntdll")]
    public static partial int NtQuerySystemInformation(int informationClass, byte* buffer, int size, out int needed);

    [LibraryImport("ntdll")]
    public static partial int NtQueryInformationProcess(SafeProcessHandle process, int informationClass, byte* buffer, int size, out int needed);

    [LibraryImport("ntdll")]
    public static partial int NtSuspendProcess(SafeProcessHandle process);
}
