using System.Runtime.InteropServices;

namespace Lifelines.EndToEnd;

/// <summary>What runs in the background of a script ignores SIGINT, and so does all that it starts: the tests send it.</summary>
internal static partial class DefaultSignals
{
    private const int Interrupt = 2;
    private const nint Default = 0;

    public static void Restore()
    {
        if (!OperatingSystem.IsWindows())
            _ = SetHandler(Interrupt, Default);
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SetHandler(int signal, nint handler);
}
