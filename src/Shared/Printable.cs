using System.Globalization;
using System.Text;

namespace Lifelines;

/// <summary>Makes text of other processes safe to print: any local user can put what a terminal obeys into a command line.</summary>
internal static class Printable
{
    /// <summary>Escapes control and format characters (terminal sequences, new lines, changes of the writing direction) and what is no character.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var isWhole = Rune.DecodeFromUtf16(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done;
            if (isWhole && !IsUnprintable(rune))
                _ = escaped.Append(rest[..length]);
            else
                _ = escaped.Append(CultureInfo.InvariantCulture, $"{(length == 1 ? @"\u" : @"\U")}{(isWhole ? rune.Value : rest[0]).ToString(length == 1 ? "x4" : "x8", CultureInfo.InvariantCulture)}");

            rest = rest[length..];
        }

        return escaped.ToString();
    }

    /// <summary>A command in one line, its arguments joined by spaces.</summary>
    public static string Join(IEnumerable<string> arguments) => Escape(string.Join(' ', arguments));

    private static bool IsUnprintable(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
