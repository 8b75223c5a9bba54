namespace Lifelines.Nuke;

internal static class EngineFolder
{
    /// <summary>How the folder may be called that marks the root of a build.</summary>
    public static readonly string[] Names = [".nuke"];
}
