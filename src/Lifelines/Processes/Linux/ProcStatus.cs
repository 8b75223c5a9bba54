using System.Buffers.Text;
using System.Text;

namespace Lifelines.Processes.Linux;

/// <summary>What this library needs of <c>/proc/PID/status</c>, proc_pid_status(5). The name at the top has its newlines escaped.</summary>
/// <param name="text">The file.</param>
internal readonly ref struct ProcStatus(ReadOnlySpan<byte> text)
{
    /// <summary>CAP_SYS_PTRACE of include/uapi/linux/capability.h.</summary>
    private const int SysPtrace = 19;

    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Whether the process may look at those of every user.</summary>
    public bool MaySeeAll => Utf8Parser.TryParse(Find("\nCapEff:\t"u8), out ulong capabilities, out _, 'x') && (capabilities >> SysPtrace & 1) != 0;

    /// <summary>Reads the users of the process; false if there are none.</summary>
    public bool TryReadUsers(out uint real, out uint effective, out uint saved)
    {
        var rest = Find("\nUid:\t"u8);
        (effective, saved) = (0, 0);
        return TryNext(ref rest, out real) && TryNext(ref rest, out effective) && TryNext(ref rest, out saved);
    }

    /// <summary>Whether the process is a member of a group: in_group_p of kernel/groups.c.</summary>
    public bool IsInGroup(uint group)
    {
        var rest = Find("\nGid:\t"u8);
        if (TryNext(ref rest, out _) && TryNext(ref rest, out _) && TryNext(ref rest, out _) && TryNext(ref rest, out var fileSystemGroup) && fileSystemGroup == group)
            return true;

        for (rest = Find("\nGroups:\t"u8); TryNext(ref rest, out var member);)
        {
            if (member == group)
                return true;
        }

        return false;
    }

    /// <summary>A user as the table tells users apart.</summary>
    /// <remarks>Without a culture: compiled ahead of time, the first one loads ICU, which costs more than all the rest of a tick.</remarks>
    public static string IdOf(uint user)
    {
        Span<byte> digits = stackalloc byte[10];
        _ = Utf8Formatter.TryFormat(user, digits, out var length);
        return Encoding.ASCII.GetString(digits[..length]);
    }

    private static bool TryNext(ref ReadOnlySpan<byte> rest, out uint number)
    {
        rest = rest.TrimStart("\t "u8);
        var isNumber = Utf8Parser.TryParse(rest, out number, out var digits);
        rest = rest[digits..];
        return isNumber;
    }

    private ReadOnlySpan<byte> Find(ReadOnlySpan<byte> label)
    {
        var line = _text.IndexOf(label);
        return line < 0 ? [] : _text[(line + label.Length)..];
    }
}
