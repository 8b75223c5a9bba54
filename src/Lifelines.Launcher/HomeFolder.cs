using System.Globalization;

namespace Lifelines.Launcher;

/// <summary>NUKE and the .NET SDK need a home, and cron's environment may name none, or one that is not there.</summary>
internal static class HomeFolder
{
    /// <summary>The folder that HOME names, or that the user has, or one beside the record.</summary>
    public static string Find(BuildRecord record)
    {
        if (Environment.GetEnvironmentVariable("HOME") is { } home && Directory.Exists(home))
            return home;

        return OfUser() is { } known && Directory.Exists(known) ? known : Make(record);
    }

    /// <summary>One that this user may write to.</summary>
    public static string FindWritable(BuildRecord record) => Find(record) is var home && Access.MayWrite(home) ? home : Make(record);

    private static string Make(BuildRecord record)
    {
        var home = Path.Combine(record.Folder, "home");
        try
        {
            _ = Directory.CreateDirectory(home);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Then the program says that it has none.
        }

        return home;
    }

    // Without getpwuid(3): in a static program it would load what the system's C library brings, which may be another one.
    private static string? OfUser()
    {
        if (!File.Exists("/etc/passwd"))
            return null;

        var id = LibC.UserId().ToString(CultureInfo.InvariantCulture);
        return File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 5 && fields[2] == id)?[5];
    }
}
