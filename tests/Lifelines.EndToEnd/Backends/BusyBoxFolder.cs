namespace Lifelines.EndToEnd.Backends;

/// <summary>A folder where ps is BusyBox's.</summary>
internal sealed class BusyBoxFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelines-busybox-").FullName;

    public BusyBoxFolder() => File.CreateSymbolicLink(Path.Combine(_folder, "ps"), Needs.FindProgram("busybox")!);

    public string SearchPath => $"{_folder}:{Environment.GetEnvironmentVariable("PATH")}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
