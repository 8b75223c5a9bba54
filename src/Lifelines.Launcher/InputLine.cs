namespace Lifelines.Launcher;

/// <summary>
/// Where the parts of a line of a record are: <c>f stamp hash path</c> a file, <c>d stamp path</c> a folder, <c>t hash path</c> the
/// names in a project's folders, <c>p hash path</c> those in a folder above one.
/// </summary>
internal static class InputLine
{
    public const int Stamp = 2;
    public const int HashOfFile = Path;
    public const int Path = Stamp + Length + 1;
    public const int PathOfFile = HashOfFile + Length + 1;

    /// <summary>Of a stamp, and of a hash.</summary>
    public const int Length = 16;
}
