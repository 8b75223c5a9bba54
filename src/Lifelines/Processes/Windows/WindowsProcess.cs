using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Lifelines.Processes.Windows;

/// <summary>A process as the Windows kernel lists it, also for those who may not open it.</summary>
/// <param name="Key">Its identity; the start time is a FILETIME.</param>
/// <param name="ParentPid">The pid that its parent had: by now, another process may have it.</param>
/// <param name="Name">The file name of its program.</param>
/// <param name="Session">The session that it belongs to.</param>
internal sealed unsafe record WindowsProcess(ProcessKey Key, int ParentPid, string Name, int Session)
{
    // SYSTEM_PROCESS_INFORMATION of winternl.h, 64-bit; the creation time is among what it calls reserved.
    private const int NumberOfThreads = 4;
    private const int CreateTime = 32;
    private const int ImageName = 56;
    private const int UniqueProcessId = 80;
    private const int InheritedFromUniqueProcessId = 88;
    private const int SessionId = 100;

    /// <summary>Lists the running processes.</summary>
    /// <exception cref="LifelineException">The kernel does not list them.</exception>
    /// <exception cref="PlatformNotSupportedException">This process has 32 bits.</exception>
    public static List<WindowsProcess> List()
    {
        if (!Environment.Is64BitProcess)
            throw new PlatformNotSupportedException("Lifelines reads the process list of Windows in 64-bit processes only.");

        for (var size = 512 * 1024; ; size *= 2)
        {
            var buffer = new byte[size];
            int status;
            fixed (byte* pointer = buffer)
            {
                status = NtDll.NtQuerySystemInformation(NtDll.SystemProcessInformation, pointer, size, out _);
                if (status >= 0)
                    return Parse(buffer);
            }

            if (status != NtDll.STATUS_INFO_LENGTH_MISMATCH)
                throw new LifelineException($"Windows does not list its processes (NtQuerySystemInformation: 0x{status:X8}), so no other process can be found.");
        }
    }

    private static List<WindowsProcess> Parse(ReadOnlySpan<byte> rest)
    {
        var processes = new List<WindowsProcess>();
        while (true)
        {
            var next = BinaryPrimitives.ReadInt32LittleEndian(rest);

            // One that has ended stays listed, without threads, while others have a handle of it.
            if (BinaryPrimitives.ReadInt32LittleEndian(rest[NumberOfThreads..]) > 0)
                processes.Add(ParseOne(rest));

            if (next == 0)
                return processes;

            rest = rest[next..];
        }
    }

    private static WindowsProcess ParseOne(ReadOnlySpan<byte> text)
    {
        var name = MemoryMarshal.Read<UnicodeString>(text[ImageName..]);
        return new WindowsProcess(
            new ProcessKey(BinaryPrimitives.ReadUInt64LittleEndian(text[CreateTime..]), (int)BinaryPrimitives.ReadInt64LittleEndian(text[UniqueProcessId..])),
            (int)BinaryPrimitives.ReadInt64LittleEndian(text[InheritedFromUniqueProcessId..]),
            name.Buffer == 0 ? "" : new string((char*)name.Buffer, 0, name.Length / sizeof(char)),
            BinaryPrimitives.ReadInt32LittleEndian(text[SessionId..]));
    }
}
