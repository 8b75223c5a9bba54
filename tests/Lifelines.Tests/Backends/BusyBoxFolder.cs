namespace Lifelines.Tests;

/// <summary>A folder where ps is BusyBox's.</summary>
internal sealed class BusyBoxFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelines-busybox-").FullName;

    public BusyBoxFolder()
    {
        const string Program = "/usr/bin/busybox";
        Assert.True(File.Exists(Program) || File.Exists("/bin/busybox"), "These tests look by BusyBox: install the package busybox.");
        _ = File.CreateSymbolicLink(Path.Combine(_folder, "ps"), File.Exists(Program) ? Program : "/bin/busybox");
    }

    public string SearchPath => $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
