namespace Lifelines.Launcher;

/// <summary>
/// The root at a path that MSBuild, NuGet and the compiler can read: they take '%20', ';', ',' and '=' for something else. Where
/// the root's own has such characters, a copy is built. Not by a symbolic link: NuGet resolves it.
/// </summary>
internal sealed class PlainRoot : IDisposable
{
    private readonly string _root;
    private readonly string? _folder;

    public PlainRoot(string root)
    {
        _root = Path = System.IO.Path.TrimEndingDirectorySeparator(root);
        if (OperatingSystem.IsWindows() || _root.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '/' or '-'))
            return;

        _folder = Directory.CreateTempSubdirectory("lifelines-").FullName;
        Path = System.IO.Path.Combine(_folder, "root");
        Copy(new DirectoryInfo(_root), Path, InputTree.IsIgnored);
    }

    public string Path { get; }

    /// <summary>The path of a file or folder of the root, which is there or not.</summary>
    public string Of(string path) => path.StartsWith(_root, StringComparison.Ordinal) ? (Path + path[_root.Length..]).Replace("//", "/", StringComparison.Ordinal) : path;

    /// <summary>Brings back what was built, and what was put beside it.</summary>
    /// <param name="parent">The folder of the record.</param>
    /// <param name="folder">The folder of the build, in that.</param>
    public void BringBack(string parent, string folder)
    {
        if (_folder is null)
            return;

        foreach (var file in new DirectoryInfo(Of(parent)).EnumerateFiles())
        {
            var draft = System.IO.Path.Combine(parent, $"{file.Name}.{Environment.ProcessId}");
            _ = file.CopyTo(draft, overwrite: true);
            File.Move(draft, System.IO.Path.Combine(parent, file.Name), overwrite: true);
        }

        Copy(new DirectoryInfo(Of(folder)), folder, _ => false);
    }

    public void Dispose()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }

    private static void Copy(DirectoryInfo from, string to, Predicate<FileSystemInfo> isLeftOut)
    {
        _ = Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles().Where(file => file.LinkTarget is null || file.Exists))
            _ = file.CopyTo(System.IO.Path.Combine(to, file.Name), overwrite: true);

        foreach (var folder in from.EnumerateDirectories().Where(folder => !isLeftOut(folder)))
            Copy(folder, System.IO.Path.Combine(to, folder.Name), isLeftOut);
    }
}
