namespace Lifelines.Processes;

/// <summary>What <see cref="MemoryExtensions"/> does for spans of any type, for bytes alone: ReadyToRun has no code for that, and each tick would compile it.</summary>
internal static class ByteText
{
    /// <summary>Whether the text has a byte.</summary>
    public static bool Contains(this ReadOnlySpan<byte> text, byte letter) => text.IndexOf(letter) >= 0;

    /// <summary>Whether the text ends with another.</summary>
    public static bool EndsWith(this ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) => text.Length >= end.Length && text[^end.Length..].SequenceEqual(end);

    /// <summary>The text without any of the letters at its start.</summary>
    public static ReadOnlySpan<byte> TrimStart(this ReadOnlySpan<byte> text, ReadOnlySpan<byte> letters)
    {
        while (!text.IsEmpty && letters.IndexOf(text[0]) >= 0)
            text = text[1..];

        return text;
    }
}
