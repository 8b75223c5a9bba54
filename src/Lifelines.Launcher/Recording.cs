namespace Lifelines.Launcher;

/// <summary>Drafts the record of a build, before the compiler reads the first file: called by the build, with the list that its projects give.</summary>
internal static class Recording
{
    /// <summary>The option that calls it: <c>launcher --lifelines-record FOLDER ROOT</c>.</summary>
    public const string Option = "--lifelines-record";

    public const string ListName = "inputs.txt";
    public const string DraftName = "current.draft";

    /// <param name="folder">The folder of the build.</param>
    /// <param name="root">The root, as the list spells it.</param>
    public static int Run(string folder, string root)
    {
        root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)) + '/';
        Environment.CurrentDirectory = root;
        List<string> header = [];
        var inputs = new BuildInputs();
        foreach (var line in File.ReadLines(Path.Combine(folder, ListName)))
        {
            var path = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].TrimEnd();
            if (line.StartsWith("file ", StringComparison.Ordinal))
                inputs.AddFile(Relative(root, path));
            else if (line.StartsWith("from ", StringComparison.Ordinal))
                inputs.AddProject(Relative(root, path));
            else if (path.Length > 0)
                header.Add(line.TrimEnd());
        }

        File.WriteAllText(Path.Combine(folder, DraftName), BuildRecord.Compose(header, inputs.Take()));
        return 0;
    }

    private static string Relative(string root, string path) => Path.GetRelativePath(root, Path.GetFullPath(path)).Replace('\\', '/');
}
