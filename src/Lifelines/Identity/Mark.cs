using System.Text;

namespace Lifelines.Identity;

/// <summary>
/// The name by which a process that yielded and lives on shows that it is in no lifeline's running any more, or, if it
/// still is in another's, which ones it has left.
/// </summary>
internal static class Mark
{
    private const string LeftAll = "lifeline-left";
    private const string LeftSome = "left:";

    // What a name of 15 bytes holds.
    private const int LettersOfAKey = 2;
    private const int MostKeys = (15 - 5) / LettersOfAKey;

    /// <summary>The name to show; null for the program's own.</summary>
    /// <param name="active">The lifelines that the process holds, or wants to hold.</param>
    /// <param name="left">The lifelines that it has left.</param>
    /// <exception cref="InvalidOperationException">They cannot be told apart.</exception>
    public static string? Of(IReadOnlyList<string> active, IReadOnlyList<string> left)
    {
        if (left.Count == 0)
            return null;

        if (active.Count == 0)
            return LeftAll;

        var mark = new StringBuilder(LeftSome);
        foreach (var key in left)
            _ = mark.Append(Shorten(key));

        var shown = mark.ToString();
        foreach (var key in active)
        {
            if (SaysLeft(shown, key))
                throw new InvalidOperationException("This process has left one lifeline and is in the running for another that other processes cannot tell from it. Give each a Name of its own in its options.");
        }

        return left.Count <= MostKeys
            ? shown
            : throw new InvalidOperationException($"This process has left {left.Count} lifelines and is in the running for another: it cannot show more than {MostKeys}. Start one process for each lifeline.");
    }

    /// <summary>Whether a process that shows a name has left a lifeline.</summary>
    public static bool SaysLeft(string? shownName, string key)
    {
        if (shownName is null || !shownName.StartsWith('l'))
            return false;

        if (shownName == LeftAll)
            return true;

        if (!shownName.StartsWith(LeftSome, StringComparison.Ordinal))
            return false;

        var own = Shorten(key);
        for (var i = LeftSome.Length; i + LettersOfAKey <= shownName.Length; i += LettersOfAKey)
        {
            if (shownName.AsSpan(i, LettersOfAKey).SequenceEqual(own))
                return true;
        }

        return false;
    }

    private static string Shorten(string key)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var hash = 0u;
        foreach (var letter in key)
            hash = unchecked((hash * 31) + letter);

        hash ^= hash >> 12;
        return string.Concat(Letters.AsSpan((int)(hash & 63), 1), Letters.AsSpan((int)((hash >> 6) & 63), 1));
    }
}
