namespace Nuke.Common.Execution;

internal sealed record Parameter(string Name, Type Type, string? Description, Action<object, object>? Set = null)
{
    /// <summary>Those that every build has.</summary>
    public static IReadOnlyList<Parameter> OfEngine { get; } =
    [
        new("Continue", typeof(bool), "Goes on where a build has failed"),
        new("Help", typeof(bool), "Shows this text"),
        new("Host", typeof(string), "What the build runs on, 'automatic' by default"),
        new("NoLogo", typeof(bool), "Leaves out the logo"),
        new("Plan", typeof(bool), "Shows the order of the targets (HTML)"),
        new("Profile", typeof(string), "Further files of parameters to read"),
        new("Root", typeof(string), "The root of the build"),
        new("Skip", typeof(ExecutableTarget), "Targets to skip; without any, all that were not invoked"),
        new("Target", typeof(ExecutableTarget), "Targets to invoke, '{default_target}' by default"),
        new("Verbosity", typeof(Verbosity), "How much is logged, 'Normal' by default"),
    ];
}
