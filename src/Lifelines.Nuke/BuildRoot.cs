namespace Lifelines.Nuke;

/// <summary>The root folder of this build, as NUKE finds it: the first one with a folder <c>.nuke</c>, from the working directory upwards.</summary>
internal static class BuildRoot
{
    /// <summary>Whether a process says that its program lies below this root; one that was started by a relative path does not.</summary>
    public static bool Holds(LifelineProcess process) =>
        Find() is { } root && process.CommandLine.Take(2).Any(path => path.StartsWith(root, Comparison));

    /// <summary>The root's full path, with a separator at its end; null if there is none.</summary>
    public static string? Find()
    {
        var folder = new DirectoryInfo(Environment.CurrentDirectory);
        while (folder is not null && !Path.Exists(Path.Combine(folder.FullName, ".nuke")))
            folder = folder.Parent;

        return folder is null ? null : Path.TrimEndingDirectorySeparator(folder.FullName) + Path.DirectorySeparatorChar;
    }

    private static StringComparison Comparison => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
