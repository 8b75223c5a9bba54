namespace Lifelines.EndToEnd;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("lifelines-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
