using System.Reflection;
using System.Xml.Linq;
using Cake.Core;
using Cake.Core.Annotations;

namespace Cake.Lifelines.Tests;

public static class FollowingCakesConventions
{
    private static readonly Assembly _addin = typeof(LifelineAliases).Assembly;

    public static TheoryData<string> Aliases { get; } = [.. Methods().Select(method => method.ToString()!)];

    [Fact]
    public static void TheAddinIsNamedCakeSomething() => Assert.Equal("Cake.Lifelines", _addin.GetName().Name);

    [Fact]
    public static void TheClassHasACategoryAndImportsWhatScriptsNeed()
    {
        Assert.NotNull(typeof(LifelineAliases).GetCustomAttribute<CakeAliasCategoryAttribute>());
        Assert.Contains(typeof(LifelineAliases).GetCustomAttributes<CakeNamespaceImportAttribute>(), import => import.Namespace == "Cake.Lifelines");
    }

    [Theory]
    [MemberData(nameof(Aliases))]
    public static void EachAliasExtendsTheContextHasACategoryAndAnExample(string alias)
    {
        var method = Methods().Single(method => method.ToString() == alias);
        Assert.NotNull(method.GetCustomAttribute<CakeMethodAliasAttribute>());
        Assert.NotNull(method.GetCustomAttribute<CakeAliasCategoryAttribute>());
        Assert.Equal(typeof(ICakeContext), method.GetParameters()[0].ParameterType);

        // A default that is no constant of C# breaks every script that loads the addin (CS1750).
        Assert.All(method.GetParameters().Where(parameter => parameter.HasDefaultValue), parameter => Assert.True(parameter.ParameterType.IsPrimitive || !parameter.ParameterType.IsValueType));

        var documentation = XDocument.Load(Path.ChangeExtension(_addin.Location, ".xml")).Descendants("member")
            .Where(member => member.Attribute("name")!.Value.StartsWith($"M:Cake.Lifelines.LifelineAliases.{method.Name}(", StringComparison.Ordinal));
        Assert.Equal(Methods().Count(other => other.Name == method.Name), documentation.Count());
        Assert.All(documentation, member => Assert.NotNull(member.Element("example")?.Element("code")));
    }

    [Fact]
    public static void EveryPublicMethodOfTheClassIsAnAlias() =>
        Assert.All(Methods(), method => Assert.NotNull(method.GetCustomAttribute<CakeMethodAliasAttribute>()));

    private static MethodInfo[] Methods() => typeof(LifelineAliases).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);
}
