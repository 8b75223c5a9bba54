namespace Lifelines.Tests.Infra;

/// <summary>Skips a test, or those of a class, where something is missing that it needs: see <see cref="Needs"/>.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class NeedsAttribute(params string[] needs) : Attribute
{
    public IReadOnlyList<string> Needs => needs;
}
