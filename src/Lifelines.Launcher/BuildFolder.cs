using System.Globalization;

namespace Lifelines.Launcher;

/// <summary>
/// The folder of one build. Each has its own: a build neither meets another one nor touches what a running program has loaded.
/// A program that runs from it has a lock on it, shared, which the kernel frees with the last process that inherited it.
/// </summary>
internal static class BuildFolder
{
    /// <summary>The name of a new one.</summary>
    public static string NewName(TimeProvider clock) =>
        string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}");

    /// <summary>Locks the folder for this process and what it becomes.</summary>
    /// <returns>Whether it is still there, and stays.</returns>
    public static bool TryUse(string folder)
    {
        if (OperatingSystem.IsWindows())
            return true;

        // Without O_CLOEXEC, on purpose. A file system without locks keeps nobody from working.
        var descriptor = LibC.Open(folder, LibC.O_RDONLY, 0);
        if (descriptor < 0)
            return false;

        _ = LibC.Lock(descriptor, LibC.LOCK_SH | LibC.LOCK_NB);
        return Directory.Exists(folder);
    }

    /// <summary>Has what is the same in both builds once on the disk, as is most of it: the packages.</summary>
    public static void Share(string older, string newer)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(older))
            return;

        foreach (var file in Directory.EnumerateFiles(newer, "*", SearchOption.AllDirectories))
        {
            var twin = Path.Combine(older, Path.GetRelativePath(newer, file));
            if (!IsSame(twin, file))
                continue;

            var link = file + ".link";
            if (LibC.Link(twin, link) == 0)
                File.Move(link, file, overwrite: true);
        }
    }

    /// <summary>Removes the builds that nobody uses, and what killed builds have left.</summary>
    public static void RemoveOthers(string parent, string current)
    {
        foreach (var entry in new DirectoryInfo(parent).EnumerateFileSystemInfos())
        {
            if (entry.Name == current || !(IsOfBuild(entry) || IsOldDraft(entry)))
                continue;

            try
            {
                if (entry is not DirectoryInfo folder)
                    entry.Delete();
                else if (TryOwn(folder.FullName))
                    folder.Delete(recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The next build tries it again.
            }
        }
    }

    private static bool IsOfBuild(FileSystemInfo entry) => entry.Name.StartsWith('2') && entry.Name.Contains('-', StringComparison.Ordinal);

    // What is renamed as soon as it is whole. The launcher is put in place by anybody, in no turn.
    private static bool IsOldDraft(FileSystemInfo entry) =>
        (entry.Name.StartsWith("launcher.", StringComparison.Ordinal) || entry.Name.StartsWith(BuildRecord.FileName + ".", StringComparison.Ordinal))
        && !entry.Name.EndsWith(".dll", StringComparison.Ordinal) && !entry.Name.EndsWith(".json", StringComparison.Ordinal)
        && DateTime.UtcNow - entry.LastWriteTimeUtc > TimeSpan.FromHours(1);

    private static bool TryOwn(string folder)
    {
        if (OperatingSystem.IsWindows())
            return TryOpenAll(folder);

        // Until this process ends, or becomes the program.
        var descriptor = LibC.Open(folder, LibC.O_RDONLY, 0);
        var isOwned = descriptor >= 0 && LibC.Lock(descriptor, LibC.LOCK_EX | LibC.LOCK_NB) == 0;
        if (descriptor >= 0)
            _ = isOwned ? LibC.Control(descriptor, LibC.F_SETFD, LibC.FD_CLOEXEC) : LibC.Close(descriptor);

        return isOwned;
    }

    // Windows lets nobody open for writing what is loaded.
    private static bool TryOpenAll(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.dll"))
            File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();

        return true;
    }

    private static bool IsSame(string first, string second)
    {
        var (a, b) = (new FileInfo(first), new FileInfo(second));
        return a.Exists && a.Length == b.Length && a.LinkTarget is null && File.ReadAllBytes(first).AsSpan().SequenceEqual(File.ReadAllBytes(second));
    }
}
