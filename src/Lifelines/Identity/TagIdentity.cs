using System.Text;

namespace Lifelines.Identity;

/// <summary>
/// The number that tells the lifelines of one program apart in a tag. It is that of the name by which a build tool knows
/// the lifeline, or else that of the command; of several that one process holds, it is <see cref="Any"/>.
/// </summary>
internal static class TagIdentity
{
    public const ulong Any = 0;

    /// <param name="program">The worker's program.</param>
    /// <param name="name">The name; null for a lifeline that its command alone tells.</param>
    /// <param name="arguments">The worker's arguments.</param>
    /// <param name="folder">The program's folder, if that counts.</param>
    public static ulong Of(ReadOnlySpan<byte> program, string? name, ReadOnlySpan<byte> arguments, string? folder)
    {
        var hash = Add(Basis, program);
        hash = name is null ? Add(hash, arguments) : Add(hash, Encoding.UTF8.GetBytes(name));
        hash = folder is null ? hash : Add(hash, Encoding.UTF8.GetBytes(folder));
        return Math.Max(hash, Any + 1);
    }

    // FNV-1a, 64 bits (draft-eastlake-fnv): nothing is kept secret by it, and no library is loaded for it.
    private const ulong Basis = 14695981039346656037;

    private static ulong Add(ulong hash, ReadOnlySpan<byte> text)
    {
        const ulong Prime = 1099511628211;
        foreach (var letter in text)
            hash = unchecked((hash ^ letter) * Prime);

        return unchecked((hash ^ (ulong)text.Length) * Prime);
    }
}
