namespace Lifelines.Nuke;

internal static class EngineFolder
{
    // A repository that came from NUKE may have its folder still.
    public static readonly string[] Names = [".fallout", ".nuke"];
}
