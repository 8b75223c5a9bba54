using System.Runtime.InteropServices;

namespace Lifelines.EndToEnd;

/// <summary>
/// What runs in the background of a script ignores SIGINT, under nohup SIGHUP, and so does all that it starts: the tests
/// send both.
/// </summary>
internal static partial class DefaultSignals
{
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const nint Default = 0;
    private const nint Ignored = 1;
    private static PosixSignalRegistration? _hangups;

    public static void Restore()
    {
        if (OperatingSystem.IsWindows())
            return;

        _ = SetHandler(Interrupt, Default);

        // The tests themselves outlive a hangup under nohup; a signal that is caught is the default again in what they start.
        if (SetHandler(Hangup, Default) == Ignored)
            _hangups = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => context.Cancel = true);
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SetHandler(int signal, nint handler);
}
