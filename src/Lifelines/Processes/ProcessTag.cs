using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Lifelines.Processes;

/// <summary>What a worker passes on to all that it starts, so that it is found when the worker has ended.</summary>
/// <param name="Identity">The lifeline's identity, see <c>Identity.TagIdentity</c>.</param>
/// <param name="PidNamespace">The PID namespace that the worker's pid is of.</param>
/// <param name="Worker">The worker.</param>
/// <param name="Command">The worker's arguments, each ended by a NUL; empty if they were too long to pass on.</param>
internal sealed record ProcessTag(ulong Identity, uint PidNamespace, ProcessKey Worker, byte[] Command)
{
    /// <summary>The environment variable that holds it.</summary>
    public const string Variable = "LIFELINE";

    // execve(2) takes no string of more than 128 KiB, and all strings together count.
    private const int LongestCommand = 16 * 1024;

    private const string Version = "1:";

    /// <summary>The length of what comes before the command: fixed, so that a worker that was started by another one can overwrite the other's.</summary>
    public static int FixedLength { get; } = new ProcessTag(0, 0, default, []).Format().Length;

    /// <summary>The tag as text, in ASCII.</summary>
    public string Format()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{Version}{Identity:x16}:{PidNamespace:d10}:{Worker.Pid:d10}:{Worker.StartTime:d20}:"));
        var start = text.Length;
        foreach (var letter in Command)
        {
            if (char.IsAsciiLetterOrDigit((char)letter) || letter is (byte)'/' or (byte)'.' or (byte)'-' or (byte)'_')
                _ = text.Append((char)letter);
            else
                _ = text.Append(CultureInfo.InvariantCulture, $"%{letter:x2}");
        }

        return text.Length - start > LongestCommand ? text.ToString(0, start) : text.ToString();
    }

    /// <summary>Reads a tag; null if the text is none.</summary>
    public static ProcessTag? TryParse(ReadOnlySpan<byte> text)
    {
        if (text.Length < FixedLength || !text.StartsWith("1:"u8))
            return null;

        var rest = text[Version.Length..];
        return Utf8Parser.TryParse(Next(ref rest), out ulong identity, out _, 'x')
            && Utf8Parser.TryParse(Next(ref rest), out uint pidNamespace, out _)
            && Utf8Parser.TryParse(Next(ref rest), out int pid, out _)
            && Utf8Parser.TryParse(Next(ref rest), out ulong start, out _)
            ? new ProcessTag(identity, pidNamespace, new ProcessKey(start, pid), Unescape(rest))
            : null;
    }

    private static ReadOnlySpan<byte> Next(ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)':');
        var field = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return field;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        var command = new List<byte>(text.Length);
        while (!text.IsEmpty)
        {
            var isEscaped = text[0] == (byte)'%' && text.Length > 2;
            command.Add(isEscaped && Utf8Parser.TryParse(text.Slice(1, 2), out byte letter, out _, 'x') ? letter : text[0]);
            text = text[(isEscaped ? 3 : 1)..];
        }

        return [.. command];
    }
}
