using Lifelines.EndToEnd.Scripts;
using Markdig.Syntax;
using Markdig;

namespace Lifelines.EndToEnd.Docs;

/// <summary>
/// The commands of the documents: a block marked <c>sh</c> is run, in a copy of the repository; one marked
/// <c>sh needs …</c> where that is there, one marked <c>sh illustration</c> never.
/// </summary>
public sealed class RunningTheDocs(RepositoryCopy copy) : IClassFixture<RepositoryCopy>
{
    private static readonly string[] _kinds = ["sh", "sh needs ps", "sh illustration", "csharp", "csharp fragment", "fsharp", "xml", "text", "mermaid"];

    public static TheoryData<string> Documents { get; } =
    [
        "README.md",
        "CONTRIBUTING.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(file => Path.GetRelativePath(Repository.Root, file)).Order(),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public static void EachBlockSaysWhatItIs(string document)
    {
        Assert.All(Blocks(document), block => Assert.Contains(block is FencedCodeBlock fenced ? KindOf(fenced) : "indented", _kinds));
        Assert.All(Blocks(document).Where(block => KindOf((FencedCodeBlock)block) == "text"), block => Assert.DoesNotMatch(@"(?m)^(\$ |\./build)", block.Lines.ToString()));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task EachCommandSucceeds(string document)
    {
        var reasons = new List<string>();
        foreach (var block in Blocks(document).OfType<FencedCodeBlock>().Where(IsRun))
        {
            if (Needs.WhyNot(KindOf(block).Split(' ').Skip(2)) is { } reason)
            {
                reasons.Add(reason);
                continue;
            }

            var commands = copy.Renamed(block.Lines.ToString());
            var shell = copy.StartBy("bash", ["-euo", "pipefail", "-c"], [commands]);
            await Eventually.IsTrue(() => shell.HasExited, () => $"{document} line {block.Line + 1} does not end: {shell.Output}");
            Assert.True(await shell.WaitForExit() == 0, $"{document} line {block.Line + 1} failed:\n{commands}\n{shell.Output}");
        }

        Assert.SkipWhen(reasons.Count > 0, string.Join("; ", reasons.Distinct()));
    }

    [Fact]
    public static void SomeCommandsAreRun() =>
        Assert.True(Documents.Sum(document => Blocks(document.Data).OfType<FencedCodeBlock>().Count(IsRun)) >= 4);

    [Theory]
    [MemberData(nameof(Documents))]
    public static void EachLinkToAFileLeadsThere(string document)
    {
        var links = Parse(document).Descendants<Markdig.Syntax.Inlines.LinkInline>().Select(link => link.Url!.Split('#')[0]).Where(url => url.Length > 0 && !url.StartsWith("http", StringComparison.Ordinal));
        Assert.All(links, link => Assert.True(File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, link)), $"{document} leads to {link}"));
    }

    private static IEnumerable<CodeBlock> Blocks(string document) => Parse(document).Descendants<CodeBlock>();

    private static MarkdownDocument Parse(string document) =>
        Markdown.Parse(File.ReadAllText(Path.Combine(Repository.Root, document)));

    private static bool IsRun(FencedCodeBlock block) => KindOf(block).Split(' ') is ["sh"] or ["sh", "needs", ..];

    private static string KindOf(FencedCodeBlock block) => $"{block.Info} {block.Arguments}".Trim();
}
