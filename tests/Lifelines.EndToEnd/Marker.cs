namespace Lifelines.EndToEnd;

/// <summary>A file that a worker writes when it has cleaned up, and one by which a slow worker is told to.</summary>
internal sealed class Marker : IDisposable
{
    public string File { get; } = Path.Combine(Path.GetTempPath(), $"lifelines-marker-{Guid.NewGuid():N}");

    public bool IsThere => System.IO.File.Exists(File);

    public void LetItBeWritten() => System.IO.File.WriteAllText(File + ".end", "");

    public void Dispose()
    {
        System.IO.File.Delete(File);
        System.IO.File.Delete(File + ".end");
    }
}
