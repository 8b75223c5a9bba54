using System.Text;

namespace Lifelines.Launcher;

/// <summary>The files of a folder that a build takes up by their names: source, and what MSBuild, NuGet and the SDK look for.</summary>
internal static class InputTree
{
    private static readonly string[] _sources = [".cs", ".fs", ".vb", ".resx", ".csproj", ".fsproj", ".vbproj", ".props", ".targets", ".rsp"];
    private static readonly string[] _names = ["global.json", "nuget.config", "packages.lock.json"];
    private static readonly string[] _outputs = ["bin", "obj", "artifacts", "node_modules"];

    /// <summary>The relative paths of the files, in order, and all folders that were looked into.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="isDeep">Whether folders in it count; else it is one above a project, of whose files only a few matter.</param>
    public static (List<string> Files, List<string> Folders) List(string folder, bool isDeep)
    {
        List<string> files = [], folders = [];
        Walk(folder, "", isDeep, files, folders);
        files.Sort(StringComparer.Ordinal);
        return (files, folders);
    }

    public static ulong Hash(List<string> files)
    {
        var hash = ContentHash.Empty;
        foreach (var file in files)
            hash = ContentHash.Add(hash, Encoding.UTF8.GetBytes(file));

        return hash;
    }

    /// <summary>Whether a file changes a build although no list of a project names it.</summary>
    public static bool IsImported(string file) =>
        Path.GetExtension(file) is ".props" or ".targets" or ".rsp" or ".csproj" or ".fsproj" or ".vbproj" || IsNamed(Path.GetFileName(file));

    /// <summary>Whether a folder is left out, as the SDK's globs do: names with a dot in front, and what a build puts out.</summary>
    public static bool IsIgnored(FileSystemInfo folder) =>
        folder.Name.StartsWith('.') || folder.LinkTarget is not null || Array.IndexOf(_outputs, folder.Name) >= 0;

    private static void Walk(string root, string below, bool isDeep, List<string> files, List<string> folders)
    {
        folders.Add(below);
        DirectoryInfo folder = new(Path.Combine(root, below));
        if (!folder.Exists)
            return;

        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            var path = below.Length == 0 ? entry.Name : $"{below}/{entry.Name}";
            if (entry is FileInfo)
            {
                if (isDeep ? IsSource(entry.Name) : IsOfAll(entry.Name))
                    files.Add(path);
            }
            else if (isDeep && !IsIgnored(entry))
            {
                Walk(root, path, isDeep, files, folders);
            }
        }
    }

    private static bool IsSource(string name) => !name.StartsWith('.') && (Array.IndexOf(_sources, Path.GetExtension(name)) >= 0 || IsNamed(name));

    private static bool IsOfAll(string name) => name.StartsWith("Directory.", StringComparison.Ordinal) || IsNamed(name);

    private static bool IsNamed(string name) => Array.Exists(_names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
}
