namespace Lifelines.Tests.Infra;

/// <summary>The ways to publish a program, with the options of <c>dotnet publish</c>.</summary>
internal static class WaysToPublish
{
    public const string AheadOfTime = "ahead of time";

    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>
    {
        ["framework-dependent"] = [],
        ["self-contained"] = ["--self-contained"],
        ["single file"] = ["--self-contained", "-p:PublishSingleFile=true"],
        ["trimmed"] = ["--self-contained", "-p:PublishTrimmed=true"],
        ["ReadyToRun"] = ["--use-current-runtime", "-p:PublishReadyToRun=true"],
        [AheadOfTime] = ["-p:PublishAot=true"],
    };
}
