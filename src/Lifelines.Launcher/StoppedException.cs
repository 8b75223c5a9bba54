namespace Lifelines.Launcher;

/// <summary>This process was told to stop.</summary>
internal sealed class StoppedException(int exitCode) : Exception
{
    public int ExitCode => exitCode;
}
