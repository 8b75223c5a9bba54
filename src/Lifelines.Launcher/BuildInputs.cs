using System.Text;

namespace Lifelines.Launcher;

/// <summary>What a build is made of, and its state: files, and folders in which files may be added.</summary>
/// <remarks>Paths are relative to the root, which is the working directory.</remarks>
internal sealed class BuildInputs
{
    private readonly SortedSet<string> _files = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _trees = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _parents = new(StringComparer.Ordinal);

    public bool IsEmpty => _files.Count == 0;

    public void AddFile(string file) => _files.Add(file);

    /// <summary>Adds the folder of a project and those above it, as far as the root.</summary>
    public void AddProject(string project)
    {
        var folder = Path.GetDirectoryName(project) ?? "";
        _ = _trees.Add(folder.Length == 0 ? "." : folder);
        AddFile(project);
        foreach (var file in InputTree.List(folder.Length == 0 ? "." : folder, isDeep: true).Files.Where(InputTree.IsImported))
            AddFile(folder.Length == 0 ? file : $"{folder}/{file}");

        while (folder.Length > 0 && !folder.StartsWith("..", StringComparison.Ordinal))
        {
            folder = Path.GetDirectoryName(folder) ?? "";
            _ = _parents.Add(folder.Length == 0 ? "." : folder);
            foreach (var file in InputTree.List(folder.Length == 0 ? "." : folder, isDeep: false).Files)
                AddFile(folder.Length == 0 ? file : $"{folder}/{file}");
        }
    }

    /// <summary>Reads the lines of a record.</summary>
    public static BuildInputs Read(ReadOnlySpan<byte> lines)
    {
        var inputs = new BuildInputs();
        foreach (var line in Encoding.UTF8.GetString(lines).Split('\n').Where(line => line.Length > InputLine.PathOfFile || (line.Length > InputLine.Path && line[0] != 'f')))
        {
            _ = line[0] switch
            {
                'f' => inputs._files.Add(line[InputLine.PathOfFile..]),
                't' => inputs._trees.Add(line[InputLine.Path..]),
                'p' => inputs._parents.Add(line[InputLine.Path..]),
                _ => false,
            };
        }

        return inputs;
    }

    /// <summary>Looks into everything, and writes the lines of a record.</summary>
    public string Take()
    {
        var lines = new StringBuilder();
        foreach (var file in _files)
        {
            // The stamp first: what changes afterwards changes it.
            var stamp = FileStamp.Settled(file);
            _ = lines.Append($"f {FileStamp.Write(stamp)} {FileStamp.Write(ContentHash.Of(file))} {file}\n");
        }

        foreach (var tree in _trees)
            Add(lines, 't', tree);

        foreach (var parent in _parents)
            Add(lines, 'p', parent);

        return lines.ToString();
    }

    /// <summary>What has to be equal in two records: all but the stamps.</summary>
    public static string Contents(string lines) =>
        string.Join('\n', lines.Split('\n').Where(line => line.Length > 0 && line[0] != 'd').Select(line => line[0] == 'f' ? line[InputLine.HashOfFile..] : line));

    private static void Add(StringBuilder lines, char kind, string root)
    {
        // The stamps first, as above; a folder that comes in between is one that its parent's stamp tells.
        var stamps = InputTree.List(root, kind == 't').Folders.ConvertAll(folder => folder.Length == 0 ? root : Path.Combine(root, folder)).ConvertAll(folder => $"d {FileStamp.Write(FileStamp.Settled(folder))} {folder}\n");
        _ = lines.Append($"{kind} {FileStamp.Write(InputTree.Hash(InputTree.List(root, kind == 't').Files))} {root}\n").AppendJoin("", stamps);
    }
}
