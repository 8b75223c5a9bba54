namespace Lifelines.Launcher;

/// <summary>FNV-1a, 64 bits (draft-eastlake-fnv): tells an edit, and needs no library, as cryptography would.</summary>
internal static class ContentHash
{
    public const ulong Empty = 14695981039346656037;

    /// <summary>Of what is not there, or cannot be read.</summary>
    public const ulong None = 0;

    private const ulong Prime = 1099511628211;

    public static ulong Of(string file)
    {
        try
        {
            return Add(Empty, File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            hash = unchecked((hash ^ value) * Prime);

        return unchecked((hash ^ (ulong)bytes.Length) * Prime);
    }

    public static ulong Add(ulong hash, ulong value)
    {
        hash = unchecked((hash ^ value) * Prime);
        return unchecked((hash ^ (hash >> 29)) * Prime);
    }
}
