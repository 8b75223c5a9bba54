using System.Reflection;

namespace Lifelines.Nuke;

/// <summary>
/// Targets that this very program has defined when the engine ran it last, as a file below <c>.nuke/temp</c> says. The gate
/// cannot ask the build class, so what is not in it is left to the engine.
/// </summary>
internal static class KnownTargets
{
    private const string FileName = "lifelines.txt";

    // Of this build of the program: the next one may define others.
    private static string Program => $"{Assembly.GetEntryAssembly()?.ManifestModule.ModuleVersionId}";

    /// <summary>Finds a target as it is defined; null if it is not known.</summary>
    /// <param name="target">The target, in any spelling.</param>
    public static string? Find(string target)
    {
        try
        {
            var lines = BuildRoot.FindEngineFolder() is { } folder ? File.ReadAllLines(Path.Combine(folder, "temp", FileName)) : [];
            return lines is [var program, .. var targets] && program == Program ? Array.Find(targets, known => LifelineName.KeyOf(known) == LifelineName.KeyOf(target)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes them down, where that is possible.</summary>
    public static void Write(INukeBuild build, IEnumerable<string> targets)
    {
        var file = Path.Combine(build.TemporaryDirectory, FileName);
        var text = string.Concat(new[] { Program }.Concat(targets).Select(line => $"{line}\n"));
        try
        {
            if (!File.Exists(file) || File.ReadAllText(file) != text)
                File.WriteAllText(file, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then the engine answers.
        }
    }
}
