using System.Text;
using Lifelines.Processes;

namespace Lifelines.Identity;

/// <summary>
/// The number that tells the lifelines of one program apart in a tag. It is that of the name by which a build tool knows
/// the lifeline, or else that of the command; of several that one process holds, it is <see cref="Any"/>.
/// </summary>
internal static class TagIdentity
{
    public const ulong Any = 0;

    /// <param name="name">The name; null for a lifeline that its command alone tells.</param>
    /// <param name="command">The worker's command.</param>
    /// <param name="folder">The program's folder, if that counts.</param>
    public static ulong Of(string? name, ReadOnlySpan<byte> command, string? folder)
    {
        var line = CommandLine.Parse(command);
        var hash = Add(Basis, line.Program);
        hash = name is null ? Add(hash, line.Arguments) : Add(hash, Encoding.UTF8.GetBytes(name));
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
