using System.Globalization;
using System.Text;

namespace Lifelines.Processes.Ps;

/// <summary>A process as ps(1) prints it.</summary>
/// <param name="Key">Its identity; the start time is in seconds since 1970.</param>
/// <param name="ParentPid">The pid of its parent.</param>
/// <param name="UserId">The number of its effective user, or the name where ps does not print the number.</param>
/// <param name="RealUserId">The same of its real user.</param>
/// <param name="State">One letter; Z and X are ended.</param>
/// <param name="Arguments">Its arguments, joined by spaces.</param>
internal sealed record PsLine(ProcessKey Key, int ParentPid, string UserId, string RealUserId, char State, string Arguments)
{
    public bool HasEnded => State is 'Z' or 'X';

    /// <summary>Whether ps did not find the arguments and printed the name of the program in brackets.</summary>
    public bool IsUnreadable => Arguments.Length == 0 || (Arguments[0], Arguments[^1]) is ('[', ']') or ('(', ')');

    /// <summary>Whether this is a thread of the kernel, which has no arguments: on Linux process 2 and its children, elsewhere those of process 0.</summary>
    public bool IsKernelThread => Key.Pid == 2 || ParentPid is 0 or 2;

    /// <summary>Reads a line with pid, parent, user, real user, state, start time as ctime(3) writes it, and arguments.</summary>
    /// <exception cref="LifelineException">The line is none of these.</exception>
    public static PsLine Parse(string line)
    {
        var rest = line.AsSpan();
        if (TryNext(ref rest, out int pid) && TryNext(ref rest, out int parent) && Next(ref rest) is { IsEmpty: false } user && Next(ref rest) is { IsEmpty: false } realUser && Next(ref rest) is { IsEmpty: false } state)
        {
            var time = $"{Next(ref rest)} {Next(ref rest)} {Next(ref rest)} {Next(ref rest)} {Next(ref rest)}";
            if (DateTimeOffset.TryParseExact(time, "ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var start))
                return new PsLine(new ProcessKey((ulong)start.ToUnixTimeSeconds(), pid), parent, user.ToString(), realUser.ToString(), state[0], rest.TrimStart(' ').ToString());
        }

        throw NotUnderstood(line);
    }

    /// <summary>
    /// Reads a line of BusyBox: state in four columns that may be blank, pid, parent, user, real user and arguments. It shows no
    /// start time.
    /// </summary>
    /// <exception cref="LifelineException">The line is none of these.</exception>
    public static PsLine ParseBusyBox(string line)
    {
        const int StateColumns = 4;
        if (line.Length > StateColumns)
        {
            var rest = line.AsSpan(StateColumns);
            if (TryNext(ref rest, out int pid) && TryNext(ref rest, out int parent) && Next(ref rest) is { IsEmpty: false } user && Next(ref rest) is { IsEmpty: false } realUser)
                return new PsLine(new ProcessKey(0, pid), parent, user.ToString(), realUser.ToString(), line[0], rest.TrimStart(' ').ToString());
        }

        throw NotUnderstood(line);
    }

    /// <summary>The command as other tables have it: as if each space ended an argument.</summary>
    public byte[] CommandLine() => Encoding.UTF8.GetBytes(Arguments.Replace(' ', '\0') + '\0');

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart(' ');
        var end = rest.IndexOf(' ');
        var token = end < 0 ? rest : rest[..end];
        rest = rest[token.Length..];
        return token;
    }

    private static bool TryNext(ref ReadOnlySpan<char> rest, out int number) =>
        int.TryParse(Next(ref rest), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static LifelineException NotUnderstood(string line) => new($"A line that ps printed cannot be understood: \"{Printable.Escape(line)}\".");
}
