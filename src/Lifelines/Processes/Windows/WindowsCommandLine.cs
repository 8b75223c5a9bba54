using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Lifelines.Processes.Windows;

/// <summary>Reads the command line of a process of Windows.</summary>
internal static unsafe class WindowsCommandLine
{
    // PEB and RTL_USER_PROCESS_PARAMETERS of winternl.h, 64-bit.
    private const int PebBaseAddress = 8;
    private const int ProcessParameters = 0x20;
    private const int CommandLineOfParameters = 0x70;

    /// <summary>Reads the text; null if Windows does not give it, as while the process starts or ends.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="process">A handle that may query it.</param>
    public static string? TryRead(int pid, SafeProcessHandle process)
    {
        // Windows 8.1 and later.
        for (var size = 1024; ; size *= 2)
        {
            var buffer = new byte[size];
            fixed (byte* pointer = buffer)
            {
                var status = NtDll.NtQueryInformationProcess(process, NtDll.ProcessCommandLineInformation, pointer, size, out _);
                switch (status)
                {
                    case >= 0:
                        return Text(*(UnicodeString*)pointer);
                    case NtDll.STATUS_INVALID_INFO_CLASS or NtDll.STATUS_NOT_IMPLEMENTED:
                        return TryReadFromMemory(pid);
                    case not (NtDll.STATUS_INFO_LENGTH_MISMATCH or NtDll.STATUS_BUFFER_OVERFLOW):
                        return null;
                }
            }
        }
    }

    /// <summary>Splits a command line as programs of Windows do, into arguments that each end with a NUL.</summary>
    /// <param name="text">The command line.</param>
    /// <param name="program">The file name of the program: the first argument, if that names another one.</param>
    public static byte[] Split(string text, string program)
    {
        var arguments = new List<string>();
        if (!string.IsNullOrWhiteSpace(text))
        {
            var pointers = Kernel32.CommandLineToArgvW(text, out var count);
            for (var i = 0; i < count; i++)
                arguments.Add(new string(pointers[i]));

            _ = Kernel32.LocalFree((nint)pointers);
        }

        if (arguments.Count == 0)
            arguments.Add(program);
        else if (!IsFile(arguments[0], program))
            arguments[0] = program;

        return Encoding.UTF8.GetBytes(string.Concat(arguments.Select(argument => argument + '\0')));
    }

    private static bool IsFile(string path, string program)
    {
        var name = Path.GetFileName(path);
        return name.Equals(program, StringComparison.OrdinalIgnoreCase) || (name + ".exe").Equals(program, StringComparison.OrdinalIgnoreCase);
    }

    private static string? TryReadFromMemory(int pid)
    {
        using var process = Kernel32.OpenProcess(Kernel32.PROCESS_QUERY_LIMITED_INFORMATION | Kernel32.PROCESS_VM_READ, 0, pid);
        var basic = stackalloc byte[48];
        if (process.IsInvalid || NtDll.NtQueryInformationProcess(process, NtDll.ProcessBasicInformation, basic, 48, out _) < 0)
            return null;

        var peb = *(nint*)(basic + PebBaseAddress);
        nint parameters;
        UnicodeString commandLine;
        if (peb == 0 || !Read(process, peb + ProcessParameters, &parameters, sizeof(nint)) || parameters == 0 || !Read(process, parameters + CommandLineOfParameters, &commandLine, sizeof(UnicodeString)))
            return null;

        var text = new char[commandLine.Length / sizeof(char)];
        fixed (char* pointer = text)
            return Read(process, commandLine.Buffer, pointer, commandLine.Length) ? new string(text) : null;
    }

    private static bool Read(SafeProcessHandle process, nint address, void* buffer, int size) =>
        size == 0 || (Kernel32.ReadProcessMemory(process, address, (byte*)buffer, size, out var read) != 0 && read == size);

    private static string Text(UnicodeString text) => new((char*)text.Buffer, 0, text.Length / sizeof(char));
}
