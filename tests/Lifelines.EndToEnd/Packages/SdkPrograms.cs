namespace Lifelines.EndToEnd.Packages;

/// <summary>Programs that the SDK builds and runs, with the package of the core.</summary>
public sealed class SdkPrograms : IDisposable
{
    public SdkPrograms()
    {
        One = new FileBasedProgram(Feed);
        Two = new FileBasedProgram(Feed);
        Project = Feed.Project("daemon", "Lifelines", FileBasedProgram.Source);
        _ = Shell.Run("dotnet", "build", Project);
    }

    internal PackageFeed Feed { get; } = new("Lifelines");

    internal FileBasedProgram One { get; }

    internal FileBasedProgram Two { get; }

    /// <summary>The folder of a project that is built.</summary>
    internal string Project { get; }

    public void Dispose()
    {
        One.Dispose();
        Two.Dispose();
        Feed.Dispose();
    }
}
