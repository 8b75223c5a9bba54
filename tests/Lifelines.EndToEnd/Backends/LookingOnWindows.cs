namespace Lifelines.EndToEnd.Backends;

/// <summary>
/// By the process list of Windows, as Wine shows it to a program that was published for win-x64. Wine delivers no
/// Ctrl+C to a program without a console, so that workers are killed.
/// </summary>
[Needs("wine")]
public sealed class LookingOnWindows(WineFolder wine) : BackendCases, IClassFixture<WineFolder>
{
    internal override Backend Backend => wine.Backend;

    protected override bool CanAsk => false;
}
