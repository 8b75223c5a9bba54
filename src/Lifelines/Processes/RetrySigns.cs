using System.Globalization;

namespace Lifelines.Processes;

/// <summary>
/// How a process shows that its action has failed, and when it is started again: as "retry:69a42fc0", the time in seconds since 1970, and the
/// reason in pieces, as "why0:IOException", "why1:: the disk ".
/// </summary>
internal static class RetrySigns
{
    private const string RetryPrefix = "retry:";
    private const string WhyPrefix = "why";

    // A name has 15 bytes, and each is a thread.
    private const int PieceLength = 10;
    private const int MostPieces = 10;

    /// <summary>Shows it until the result is disposed.</summary>
    /// <param name="reason">Why it failed.</param>
    /// <param name="next">When it is started again.</param>
    /// <param name="pulse">Until when that must have been; null for ever.</param>
    public static IDisposable Show(string reason, DateTimeOffset next, ProcessSign? pulse)
    {
        var signs = Format(reason, next).Select(name => new ProcessSign(name));
        return new Shown([.. (pulse is null ? signs : signs.Append(pulse)).Select(sign => sign.Show())]);
    }

    /// <summary>The names of the threads.</summary>
    public static IEnumerable<string> Format(string reason, DateTimeOffset next)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"{RetryPrefix}{next.ToUnixTimeSeconds():x}");
        var text = new string([.. Printable.Escape(reason).Select(letter => letter is >= ' ' and <= '~' ? letter : '?')]);
        foreach (var (index, piece) in text.Chunk(PieceLength).Take(MostPieces).Index())
            yield return $"{WhyPrefix}{index}:{new string(piece)}";
    }

    /// <summary>Whether a thread of this name may be one of them.</summary>
    public static bool IsOne(string threadName) => threadName.StartsWith(RetryPrefix, StringComparison.Ordinal) || threadName.StartsWith(WhyPrefix, StringComparison.Ordinal);

    /// <summary>When an action is started again, and why it failed; null if the signs do not say so.</summary>
    public static (DateTimeOffset Next, string Reason)? Parse(IReadOnlyList<string>? signs)
    {
        if (signs?.FirstOrDefault(sign => sign.StartsWith(RetryPrefix, StringComparison.Ordinal)) is not { } retry
            || !uint.TryParse(retry.AsSpan(RetryPrefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var seconds))
        {
            return null;
        }

        var pieces = signs.Where(sign => sign.StartsWith(WhyPrefix, StringComparison.Ordinal) && sign.Length > WhyPrefix.Length + 1).Order(StringComparer.Ordinal);
        return (DateTimeOffset.FromUnixTimeSeconds(seconds).ToLocalTime(), string.Concat(pieces.Select(piece => piece[(WhyPrefix.Length + 2)..])));
    }

    private sealed class Shown(IReadOnlyList<IDisposable> signs) : IDisposable
    {
        public void Dispose()
        {
            foreach (var sign in signs)
                sign.Dispose();
        }
    }
}
