namespace Lifelines.Launcher;

/// <summary>
/// A path to the root that MSBuild and the compiler can read: they take '%20', ';', ',' and '=' for something else. Where the
/// root's own has such characters, it is a symbolic link.
/// </summary>
internal sealed class PlainPath : IDisposable
{
    private readonly string _root;
    private readonly string _path;
    private readonly string? _folder;

    public PlainPath(string root)
    {
        _root = _path = Path.TrimEndingDirectorySeparator(root);
        if (OperatingSystem.IsWindows() || _root.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '/' or '-'))
            return;

        _folder = Directory.CreateTempSubdirectory("lifelines-").FullName;
        _path = File.CreateSymbolicLink(Path.Combine(_folder, "root"), _root).FullName;
    }

    /// <summary>The path of a file or folder of the root.</summary>
    public string Of(string path) => path.StartsWith(_root, StringComparison.Ordinal) ? _path + path[_root.Length..] : path;

    public void Dispose()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }
}
