namespace Lifelines.Launcher;

/// <summary>Who may build, where several users use one checkout.</summary>
internal static class Access
{
    /// <summary>The error of a user who may not read or write what another one has built.</summary>
    public static LauncherException Denied(string folder) =>
        new($"{Environment.UserName} may not read and write {folder.TrimEnd('/')}, which another user has made. Let that user build, with a umask such as 022, or give the folder away (chown -R).");

    public static bool MayWrite(string folder)
    {
        var probe = Path.Combine(folder, $"{Environment.ProcessId}.probe");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
