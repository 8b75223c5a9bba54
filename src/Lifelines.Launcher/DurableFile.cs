namespace Lifelines.Launcher;

/// <summary>Writes so that after a power cut there is either the old file or the whole new one: fsync(2), then rename(2).</summary>
internal static class DurableFile
{
    public static void Write(string path, string text)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        try
        {
            File.WriteAllText(draft, text);
            Sync(draft);
            File.Move(draft, path, overwrite: true);
            Sync(Path.GetDirectoryName(path)!);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>Waits until a folder and all that is in it is on the disk.</summary>
    public static void SyncAll(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            Sync(file);

        foreach (var below in Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories))
            Sync(below);

        Sync(folder);
    }

    // A file system that cannot do it has no more to offer.
    private static void Sync(string path)
    {
        if (OperatingSystem.IsWindows())
            return;

        var descriptor = LibC.Open(path, LibC.O_RDONLY, 0);
        if (descriptor < 0)
            return;

        _ = LibC.Sync(descriptor);
        _ = LibC.Close(descriptor);
    }
}
