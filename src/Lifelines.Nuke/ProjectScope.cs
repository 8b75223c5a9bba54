namespace Lifelines.Nuke;

/// <summary>Whose processes count, as the build's project says by its property <c>LifelineScope</c>, see build/Lifelines.Nuke.targets.</summary>
internal static class ProjectScope
{
    /// <exception cref="FormatException">The project says something else.</exception>
    public static LifelineScope Value => AppContext.GetData("Lifelines.Scope") switch
    {
        null or "" or nameof(LifelineScope.Machine) => LifelineScope.Machine,
        nameof(LifelineScope.CurrentUser) => LifelineScope.CurrentUser,
        var other => throw new FormatException($"LifelineScope is \"{other}\" in the build's project. Set it to Machine or to CurrentUser."),
    };
}
