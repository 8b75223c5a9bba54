namespace Lifelines.Nuke;

/// <summary>The root folder of this build, as NUKE finds it: the first one with a folder <c>.nuke</c>, from the working directory upwards.</summary>
internal static class BuildRoot
{
    private static StringComparison Comparison => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether a process says that its program lies below this root; one that was started by a relative path does not.</summary>
    public static bool Holds(LifelineProcess process)
    {
        var root = Path.GetDirectoryName(FindEngineFolder());
        if (root is null)
            return false;

        var prefix = Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar;
        return process.CommandLine.Take(2).Any(path => path.StartsWith(prefix, Comparison));
    }

    /// <summary>The path of the folder <c>.nuke</c>; null if there is none.</summary>
    public static string? FindEngineFolder()
    {
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (Array.Find(EngineFolder.Names, name => Path.Exists(Path.Combine(folder.FullName, name))) is { } name)
                return Path.Combine(folder.FullName, name);
        }

        return null;
    }
}
