using System.Reflection;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lifelines.Usage.Tests;

/// <summary>A block of the documents that is marked <c>csharp</c> is a whole program, to be pasted; one marked <c>csharp fragment</c> is not.</summary>
public static class CompilingTheDocs
{
    private static readonly MarkdownPipeline _gitHub = new MarkdownPipelineBuilder().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    private static readonly string[] _documents =
        ["README.md", "CONTRIBUTING.md", .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}")];

    /// <summary>The document and line of each program.</summary>
    public static TheoryData<string, int> Programs { get; } =
    [
        .. from document in _documents
           from block in Parse(document).Descendants<FencedCodeBlock>()
           where block is { Info: "csharp", Arguments: null or "" }
           select (document, block.Line + 1),
    ];

    [Theory]
    [MemberData(nameof(Programs))]
    public static void AProgramCompilesAsPasted(string document, int line)
    {
        var source = Source(document, line);
        Assert.Empty((source.Contains("#addin ", StringComparison.Ordinal) ? UserCode.CompileScript(source) : UserCode.Compile(source, !IsNukeBuild(source))).Messages());
    }

    /// <summary>A fragment that is a member of a build goes into the README's build in place of what it has of the same name.</summary>
    [Fact]
    public static void TheFragmentsOfTheReadmeCompileInItsNukeBuild()
    {
        var build = Programs.Select(program => Source(program.Data.Item1, program.Data.Item2)).Single(IsNukeBuild);
        var fragments = Parse("README.md").Descendants<FencedCodeBlock>().Where(block => block is { Info: "csharp", Arguments: "fragment" }).Select(block => block.Lines.ToString()).Where(fragment => fragment.Contains("public Build()", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(fragments);
        Assert.All(fragments, fragment =>
        {
            var lines = build.Split('\n').Where(line => !line.Contains("public Build()", StringComparison.Ordinal)).Select(line => line.Contains("public static int Start()", StringComparison.Ordinal) ? $"{fragment}\n{line}" : line);
            var compilation = UserCode.Compile("using Lifelines;\n" + string.Join('\n', lines), hasImplicitUsings: false);
            Assert.Empty(compilation.Messages());

            // NUKE does not wait for what another overload calls.
            Assert.Equal("Func<Task>", compilation.ActionOf("Executes"));
        });
    }

    [Fact]
    public static void TheUnitTestsOfTheReadmePass()
    {
        var source = Programs.Select(program => Source(program.Data.Item1, program.Data.Item2)).Single(source => source.Contains("[Fact]", StringComparison.Ordinal));
        using var assembly = new MemoryStream();
        Assert.True(UserCode.Compile(source).Emit(assembly, cancellationToken: TestContext.Current.CancellationToken).Success);
        var tests = Assembly.Load(assembly.ToArray()).GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FactAttribute))).ToList();
        Assert.Equal(2, tests.Count);
        Assert.All(tests, test => test.Invoke(null, null));
    }

    [Fact]
    public static void TheReadmeHasAProgramForEachUse() => Assert.True(Programs.Count(program => program.Data.Item1 == "README.md") >= 8);

    /// <summary>The sample is compiled with all others, and run.</summary>
    [Fact]
    public static void TheFSharpOfTheReadmeIsTheSample() =>
        Assert.Equal(
            File.ReadAllText(Path.Combine(Repository.Root, "tests", "Samples", "FSharpWorker", "Program.fs")).TrimEnd(),
            Parse("README.md").Descendants<FencedCodeBlock>().Single(block => block.Info == "fsharp").Lines.ToString().TrimEnd());

    [Fact]
    public static void TheReadmeExplainsEachOption()
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));
        Assert.All(typeof(LifelineOptions).GetProperties(), option => Assert.Contains($"\n| `{option.Name}` | ", readme, StringComparison.Ordinal));
    }

    [Fact]
    public static void EachLinkToAHeadingLeadsThere() =>
        Assert.All(
            from document in _documents
            from link in Parse(document).Descendants<LinkInline>()
            where link.Url!.Contains('#', StringComparison.Ordinal) && !link.Url.StartsWith("http", StringComparison.Ordinal)
            select (Document: document, link.Url),
            link =>
            {
                var parts = link.Url.Split('#');
                var target = parts[0].Length == 0 ? link.Document : Path.Combine(Path.GetDirectoryName(link.Document)!, parts[0]);
                Assert.Contains(parts[1], Parse(target).Descendants<HeadingBlock>().Select(heading => heading.GetAttributes().Id));
            });

    private static bool IsNukeBuild(string source) => source.Contains(": NukeBuild", StringComparison.Ordinal);

    private static string Source(string document, int line) =>
        Parse(document).Descendants<FencedCodeBlock>().Single(block => block.Line + 1 == line).Lines.ToString();

    private static MarkdownDocument Parse(string document) => Markdown.Parse(File.ReadAllText(Path.Combine(Repository.Root, document)), _gitHub);
}
