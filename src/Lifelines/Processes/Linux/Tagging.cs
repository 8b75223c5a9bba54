using System.Runtime.InteropServices;
using System.Text;
using Lifelines.Processes.Unix;

namespace Lifelines.Processes.Linux;

/// <summary>
/// Puts a tag where children inherit it: into the environment, and for those whose environment is cleared into the name
/// of a descriptor.
/// </summary>
internal static unsafe class Tagging
{
    /// <summary>The number of the descriptor: higher than what programs count up to, and below the 1024 that select(2) and most limits allow.</summary>
    public const int Descriptor = 999;

    /// <summary>How <c>/proc/PID/fd</c> shows the descriptor's file, memfd_create(2).</summary>
    public const string FilePrefix = "/memfd:LIFELINE=";

    // arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h.
    private static nint MemfdCreate => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 319,
        Architecture.Arm64 => 279,
        _ => 0,
    };

    public static void Set(ProcessTag tag)
    {
        var text = tag.Format();
        SetInEnvironment(text);
        SetInDescriptor(text);
    }

    /// <summary>Whether a descriptor of this process is free for a tag, or holds one already.</summary>
    private static bool IsFree(ProcFiles files) =>
        files.TryReadLink(Environment.ProcessId, "fd/999"u8) is not { } file || file.StartsWith(FilePrefix, StringComparison.Ordinal);

    // .NET has an environment of its own: what is set there does not reach what C code starts, and the reverse.
    private static void SetInEnvironment(string text)
    {
        Environment.SetEnvironmentVariable(ProcessTag.Variable, text);
        var bytes = Encoding.ASCII.GetBytes(text + '\0');
        fixed (byte* name = "LIFELINE\0"u8)
        fixed (byte* value = bytes)
        {
            // The block that this process was started with is what /proc/PID/environ shows: a worker that another worker
            // started shows by this that it is one itself.
            var inherited = LibC.GetEnvironment(name);
            if (inherited is not null && MemoryMarshal.CreateReadOnlySpanFromNullTerminated(inherited).Length >= ProcessTag.FixedLength)
                bytes.AsSpan(0, ProcessTag.FixedLength).CopyTo(new Span<byte>(inherited, ProcessTag.FixedLength));

            _ = LibC.SetEnvironment(name, value, 1);
        }
    }

    // A second way, for as far as it goes: a kernel before 3.17, a limit on descriptors, or a program that uses the number itself leave it out.
    private static void SetInDescriptor(string text)
    {
        if (MemfdCreate == 0 || !IsFree(new ProcFiles("/proc")))
            return;

        int file;
        fixed (byte* name = Encoding.ASCII.GetBytes($"{ProcessTag.Variable}={text[..ProcessTag.FixedLength]}\0"))
            file = (int)LibC.Syscall(MemfdCreate, name, 0);

        if (file < 0)
            return;

        var content = Encoding.ASCII.GetBytes(text);
        fixed (byte* bytes = content)
            _ = LibC.Write(file, bytes, content.Length);

        if (LibC.Duplicate(file, Descriptor) != file)
            _ = LibC.Close(file);
    }
}
