namespace Lifelines.EndToEnd;

/// <summary>The test worker in a folder of its own, that every user can read.</summary>
internal sealed class CopiedProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lifelines-program-").FullName;

    public CopiedProgram()
    {
        Copy();
        Shell.Run("chmod", "-R", "a+rX", _folder);
    }

    public string Program => Path.Combine(_folder, "testworker");

    /// <summary>Deploys over it: other files with the same names.</summary>
    public void Replace()
    {
        foreach (var file in Directory.GetFiles(_folder))
            File.Delete(file);

        Copy();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Copy()
    {
        foreach (var file in (string[])["testworker", "testworker.dll", "testworker.runtimeconfig.json", "testworker.deps.json", "Lifelines.dll"])
            File.Copy(Path.Combine(Worker.Folder, file), Path.Combine(_folder, file));
    }
}
