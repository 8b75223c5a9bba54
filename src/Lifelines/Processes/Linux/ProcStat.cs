using System.Buffers.Text;

namespace Lifelines.Processes.Linux;

/// <summary>What this library needs of <c>/proc/PID/stat</c>; proc_pid_stat(5) numbers and names the fields.</summary>
/// <param name="State">(3) One letter; Z and X are ended.</param>
/// <param name="ParentPid">(4) 0 for a parent outside of the PID namespace.</param>
/// <param name="Flags">(9) The kernel's flags of the task.</param>
/// <param name="Threads">(20) Those that have not ended, and the main thread in any case.</param>
/// <param name="StartTime">(22) Clock ticks since boot.</param>
internal readonly record struct ProcStat(byte State, int ParentPid, uint Flags, ulong Threads, ulong StartTime)
{
    /// <summary>PF_KTHREAD of include/linux/sched.h.</summary>
    private const uint KernelThread = 0x0020_0000;

    public bool HasEnded => HasMainThreadEnded && Threads <= 1;

    /// <summary>Whether the main thread has ended, which others outlive if it called pthread_exit(3): the state is the main thread's alone.</summary>
    public bool HasMainThreadEnded => State is (byte)'Z' or (byte)'X' or (byte)'x';

    public bool IsKernelThread => (Flags & KernelThread) != 0;

    /// <summary>Parses the file. The command (2) may hold anything, parentheses and newlines too: the last ')' ends it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out ProcStat stat)
    {
        stat = default;
        var rest = text[(text.LastIndexOf((byte)')') + 1)..];
        if (rest.Length == text.Length || rest.Length < 2)
            return false;

        ulong parent = 0, flags = 0, threads = 0, start = 0;
        var state = rest[1];
        rest = rest[2..];
        for (var field = 4; field <= 22; field++)
        {
            if (rest.IsEmpty)
                return false;

            rest = rest[1..];
            var end = rest.IndexOf((byte)' ');
            var value = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[end..];
            switch (field)
            {
                case 4 when !TryParse(value, out parent):
                case 9 when !TryParse(value, out flags):
                case 20 when !TryParse(value, out threads):
                case 22 when !TryParse(value, out start):
                    return false;
            }
        }

        stat = new ProcStat(state, (int)parent, (uint)flags, threads, start);
        return true;
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out ulong value) =>
        Utf8Parser.TryParse(text, out value, out var consumed) && consumed > 0;
}
