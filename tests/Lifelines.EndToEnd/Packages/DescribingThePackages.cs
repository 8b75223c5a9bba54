using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;
using Lifelines.EndToEnd.Scripts;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Lifelines.EndToEnd.Packages;

/// <summary>What a registry shows of a package, and a debugger finds by it.</summary>
public static class DescribingThePackages
{
    // The kind of debug information that Source Link is: dotnet/runtime, docs/design/specs/PortablePdb-Metadata.md.
    private static readonly Guid _sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private static readonly MarkdownDocument _readme = Markdown.Parse(File.ReadAllText(Path.Combine(Repository.Root, "README.md")));

    [Fact]
    public static void TheLinksLeadToTheFilesOfTheRelease()
    {
        using var packages = new PackageFeed(Repository.Root, ["-p:RepositoryUrl=https://example.org/lifelines"], "Lifelines");
        Assert.Equal("https://example.org/lifelines", Element(packages, "projectUrl")?.Value);
        Assert.Equal("https://example.org/lifelines", Element(packages, "repository")?.Attribute("url")?.Value);

        var release = $"https://example.org/lifelines/blob/v{packages.Version}/";
        var readme = Readme(packages);
        Assert.Equal(Links(_readme).Count, Links(readme).Count);
        Assert.All(Links(readme), link => Assert.StartsWith("https://", link, StringComparison.Ordinal));
        var files = Links(readme).Where(link => link.StartsWith(release, StringComparison.Ordinal)).Select(link => link[release.Length..].Split('#')[0]).ToList();
        Assert.Superset(new HashSet<string> { "README.md", "docs/operations.md" }, files.ToHashSet());
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(Repository.Root, file)), file));
        Assert.Equal(Code(_readme), Code(readme));
    }

    [Fact]
    public static void WhereNobodyKnowsTheRepositoryThereAreNoLinksToIt()
    {
        using var copy = new RepositoryCopy();
        using var packages = new PackageFeed(copy.Root, [], "Lifelines");
        Assert.Null(Element(packages, "projectUrl"));
        Assert.Null(Element(packages, "repository")?.Attribute("url"));
        var readme = Readme(packages);
        Assert.Equal(Links(_readme).Where(link => link.StartsWith("https://", StringComparison.Ordinal)), Links(readme));
        Assert.Equal(Code(_readme), Code(readme));
    }

    [Fact]
    public static void TheRepositoryIsGitsOriginAndDebuggersFindTheSourceThere()
    {
        using var copy = new RepositoryCopy();
        Commit(copy);
        _ = Shell.Run("git", "-C", copy.Root, "remote", "add", "origin", "https://user:secret@github.com/example/lifelines.git");
        var commit = Shell.Run("git", "-C", copy.Root, "rev-parse", "HEAD").Trim();
        using var packages = new PackageFeed(copy.Root, [], "Lifelines");
        Assert.Equal("https://github.com/example/lifelines", Element(packages, "projectUrl")?.Value);
        Assert.Equal("https://github.com/example/lifelines", Element(packages, "repository")?.Attribute("url")?.Value);
        Assert.Equal(commit, Element(packages, "repository")?.Attribute("commit")?.Value);
        Assert.DoesNotContain("secret", Encoding.UTF8.GetString(packages.Read("Lifelines", "README.md")), StringComparison.Ordinal);

        using var symbols = MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(packages.Read("Lifelines", "lib/net10.0/Lifelines.pdb", "snupkg")));
        var reader = symbols.GetMetadataReader();
        var sources = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Single(information => reader.GetGuid(information.Kind) == _sourceLink);
        Assert.Equal($"{{\"documents\":{{\"/_/*\":\"https://raw.githubusercontent.com/example/lifelines/{commit}/*\"}}}}", Encoding.UTF8.GetString(reader.GetBlobBytes(sources.Value)));
        var paths = reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)).ToList();
        Assert.Contains("/_/src/Lifelines/Lifeline.cs", paths);
        Assert.DoesNotContain(paths, path => path.StartsWith(copy.Root, StringComparison.Ordinal));
    }

    [Fact]
    public static void AllOfAReleaseHasTheVersionOfItsTag()
    {
        using var copy = new RepositoryCopy();
        Commit(copy);
        _ = Shell.Run("git", "-C", copy.Root, "tag", "v0.2.0");
        var project = Path.Combine(copy.Root, "src", "Lifelines");

        // As the target Pack does.
        _ = Shell.Run("dotnet", "build", project, "--configuration", "Release");
        _ = Shell.Run("dotnet", "pack", project, "--configuration", "Release", "--no-build");

        var content = Path.Combine(copy.Root, "artifacts", "content");
        ZipFile.ExtractToDirectory(Path.Combine(copy.Root, "artifacts", "package", "release", "Lifelines.0.2.0.nupkg"), content);
        Assert.All(
            Directory.GetFiles(content, "Lifelines.dll", SearchOption.AllDirectories).Select(FileVersionInfo.GetVersionInfo),
            version => Assert.Equal(("0.2.0.0", "0.2.0"), (version.FileVersion, version.ProductVersion?.Split('+')[0])));
    }

    [Fact]
    public static void OurPackagesFitOnlyThoseThatTheyWereBuiltWith()
    {
        // Whether it is packed with NUKE or, for this test alone, with the stand-in.
        using var packages = new PackageFeed(Repository.Root, ["-p:NukeStandIn=true", "-p:IsPackable=true"], "Lifelines.Nuke");
        var dependency = packages.Metadata("Lifelines.Nuke").Descendants().Single(element => element.Attribute("id")?.Value == "Lifelines");
        Assert.Equal($"[{packages.Version}]", dependency.Attribute("version")?.Value);
    }

    private static void Commit(RepositoryCopy copy)
    {
        foreach (var command in new[] { "init --quiet", "add --all", "-c user.name=test -c user.email=test@example.org commit --quiet --message test" })
            _ = Shell.Run("git", ["-C", copy.Root, .. command.Split(' ')]);
    }

    private static XElement? Element(PackageFeed packages, string name) => packages.Metadata("Lifelines").Elements().SingleOrDefault(element => element.Name.LocalName == name);

    private static MarkdownDocument Readme(PackageFeed packages) => Markdown.Parse(Encoding.UTF8.GetString(packages.Read("Lifelines", "README.md")));

    private static IReadOnlyList<string> Links(MarkdownDocument document) => [.. document.Descendants<LinkInline>().Select(link => link.Url!)];

    private static IReadOnlyList<string> Code(MarkdownDocument document) => [.. document.Descendants<CodeBlock>().Select(block => block.Lines.ToString())];
}
