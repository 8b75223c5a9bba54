using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Lifelines.Launcher;

/// <summary>
/// A number for the state of a file or folder as its file system tells it. Two states are compared for equality alone:
/// clocks may be wrong, and time stamps lie in the future or the past.
/// </summary>
internal static unsafe class FileStamp
{
    /// <summary>Never equal to a state: what is in the file has to be compared.</summary>
    public const ulong Unsettled = 0;

    // As long as the coarsest time stamps take to go on: FAT's.
    private static readonly TimeSpan _granularity = TimeSpan.FromSeconds(2);

    public static ulong Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return OfInfo(path);

        var text = (byte*)Marshal.StringToCoTaskMemUTF8(path);
        var stamp = Of(text);
        Marshal.FreeCoTaskMem((nint)text);
        return stamp;
    }

    /// <param name="path">The path, with a NUL behind it.</param>
    public static ulong Of(byte* path)
    {
        if (!OperatingSystem.IsLinux())
            return OfInfo(Marshal.PtrToStringUTF8((nint)path)!);

        LibC.FileStatus status;
        return LibC.ReadStatus(LibC.AT_FDCWD, path, 0, LibC.STATX_BASIC_STATS, &status) == 0 ? Mix(status) : Unsettled;
    }

    /// <summary>The state of a file that is about to be looked into; unsettled if it may change once more without another time stamp.</summary>
    public static ulong Settled(string path) => DateTime.UtcNow - ChangeTime(path) > _granularity ? Of(path) : Unsettled;

    public static string Write(ulong stamp) => stamp.ToString("x16", CultureInfo.InvariantCulture);

    public static ulong Read(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out ulong stamp, out var length, 'x') && length == text.Length ? stamp : Unsettled;

    private static DateTime ChangeTime(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.GetLastWriteTimeUtc(path);

        var text = (byte*)Marshal.StringToCoTaskMemUTF8(path);
        LibC.FileStatus status;
        var isThere = LibC.ReadStatus(LibC.AT_FDCWD, text, 0, LibC.STATX_BASIC_STATS, &status) == 0;
        Marshal.FreeCoTaskMem((nint)text);
        return isThere ? DateTime.UnixEpoch.AddSeconds(Math.Clamp(status.ChangeSeconds, 0, uint.MaxValue)) : DateTime.MaxValue;
    }

    private static ulong Mix(LibC.FileStatus status)
    {
        var hash = ContentHash.Empty;
        hash = ContentHash.Add(hash, status.Node);
        hash = ContentHash.Add(hash, status.Size);
        hash = ContentHash.Add(hash, (ulong)status.ChangeSeconds);
        hash = ContentHash.Add(hash, (ulong)status.WriteSeconds);
        hash = ContentHash.Add(hash, ((ulong)status.ChangeNanoseconds << 32) | status.WriteNanoseconds);
        return Math.Max(hash, Unsettled + 1);
    }

    private static ulong OfInfo(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists && !Directory.Exists(path))
            return Unsettled;

        var hash = ContentHash.Add(ContentHash.Empty, (ulong)file.LastWriteTimeUtc.Ticks);
        return Math.Max(ContentHash.Add(hash, file.Exists ? (ulong)file.Length : 0), Unsettled + 1);
    }
}
