namespace Lifelines.Launcher;

/// <summary>Where one of the three streams is closed, the next file that is opened would take its place and get what is printed.</summary>
internal static class StandardStreams
{
    public static void Open()
    {
        if (OperatingSystem.IsWindows())
            return;

        for (var stream = 0; stream <= 2; stream++)
        {
            if (LibC.Control(stream, LibC.F_GETFD, 0) < 0)
                _ = LibC.Open("/dev/null", LibC.O_RDWR, 0);
        }
    }
}
