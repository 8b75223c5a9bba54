namespace Lifelines.EndToEnd.Cron;

/// <summary>
/// A real cron daemon with a crontab of its own, in namespaces of its own: it meets neither the machine's cron nor
/// other processes, and nothing that it started outlives it.
/// </summary>
internal static class CronDaemon
{
    private const string Script = "mount --bind /dev/null /etc/crontab && mount --bind \"$1\" /etc/cron.d && mount -t tmpfs tmpfs /var/spool/cron && mount -t tmpfs tmpfs /run && exec \"$2\" -f";

    /// <param name="folder">The folder of the crontab.</param>
    /// <param name="crontab">What it says.</param>
    public static async Task<Child> Start(TemporaryFolder folder, string crontab)
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "lifelines"), crontab, TestContext.Current.CancellationToken);
        return Child.Start("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "bash", "-c", Script, "bash", folder.Path, Needs.FindProgram("cron")!);
    }
}
