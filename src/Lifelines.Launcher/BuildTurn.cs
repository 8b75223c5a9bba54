using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Lifelines.Launcher;

/// <summary>
/// The turn to build: a lock of flock(2), which the kernel frees with the last process that has it. What a build starts
/// inherits it, so that nobody builds beside the rest of a build whose launcher was killed.
/// </summary>
internal sealed unsafe class BuildTurn : IDisposable
{
    private const string FileName = "turn";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly int _descriptor;
    private readonly FileStream? _file;

    private BuildTurn(int descriptor, FileStream? file)
    {
        _descriptor = descriptor;
        _file = file;
    }

    /// <summary>Waits for the turn.</summary>
    /// <exception cref="LauncherException">Another build goes on and on, or this user may not build.</exception>
    public static BuildTurn Take(string folder, TimeProvider clock)
    {
        for (var start = clock.GetTimestamp(); ; Thread.Sleep(_pause))
        {
            if (TryTake(folder) is { } turn)
                return turn;

            if (!Access.MayWrite(folder))
                throw Access.Denied(folder);

            if (clock.GetElapsedTime(start) > _patience)
                throw new LauncherException($"process {Builder(folder)} has been building for more than {_patience.TotalMinutes} minutes. Wait for it, or end it (kill {Builder(folder)}); until then nothing else is started here.");
        }
    }

    /// <summary>Takes the turn if nobody has it.</summary>
    public static BuildTurn? TryTake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (OperatingSystem.IsWindows())
            return TryOpen(path) is { } file ? new BuildTurn(-1, file) : null;

        // Without O_CLOEXEC, on purpose.
        var descriptor = LibC.Open(path, LibC.O_RDWR | LibC.O_CREAT, Convert.ToInt32("644", 8));
        if (descriptor < 0)
            return null;

        if (LibC.Lock(descriptor, LibC.LOCK_EX | LibC.LOCK_NB) != 0)
        {
            _ = LibC.Close(descriptor);
            return null;
        }

        fixed (byte* pid = Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)))
        {
            _ = LibC.Truncate(descriptor, 0);
            _ = LibC.Write(descriptor, pid, Environment.ProcessId.ToString(CultureInfo.InvariantCulture).Length);
        }

        return new BuildTurn(descriptor, null);
    }

    public void Dispose()
    {
        _file?.Dispose();
        if (_descriptor >= 0)
            _ = LibC.Close(_descriptor);
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Builder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return "?";

        // .NET locks what it opens itself.
        using var file = new SafeFileHandle(LibC.Open(Path.Combine(folder, FileName), LibC.O_RDONLY, 0), ownsHandle: true);
        var text = new byte[16];
        return file.IsInvalid ? "?" : Encoding.ASCII.GetString(text, 0, RandomAccess.Read(file, text, 0));
    }
}
