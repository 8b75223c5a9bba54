using Cake.Core;
using Lifelines;

namespace Cake.Lifelines;

/// <summary>Whose processes count, as Cake's configuration says: in cake.config, <c>Scope=CurrentUser</c> in a section <c>[Lifelines]</c>.</summary>
internal static class ScriptScope
{
    /// <exception cref="CakeException">The configuration says something else.</exception>
    public static LifelineScope Read(ICakeContext context) => context.Configuration.GetValue(CakeConfigurationFile.ScopeKey) switch
    {
        null or "" or nameof(LifelineScope.Machine) => LifelineScope.Machine,
        nameof(LifelineScope.CurrentUser) => LifelineScope.CurrentUser,
        var other => throw new CakeException($"{CakeConfigurationFile.ScopeKey} is \"{other}\" in Cake's configuration. Set it to Machine or to CurrentUser."),
    };
}
