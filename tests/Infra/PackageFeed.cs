using System.IO.Compression;
using System.Xml.Linq;

namespace Lifelines.Tests.Infra;

/// <summary>A folder feed with packages of this repository, and projects outside of the repository that use it.</summary>
internal sealed class PackageFeed : IDisposable
{
    /// <summary>Packs native code, too, as a release does; it takes longer.</summary>
    public const string Precompiled = "-p:PackPrecompiled=true";

    public PackageFeed(params string[] projects)
        : this(Repository.Root, [], projects)
    {
    }

    /// <summary>Packs projects of a copy of this repository, or with options of <c>dotnet pack</c>.</summary>
    public PackageFeed(string repository, string[] options, params string[] projects)
    {
        PackOutput = string.Concat(projects.Select(project => Shell.Run("dotnet", ["pack", Path.Combine(repository, "src", project), "--output", Feed, $"-p:ArtifactsPath={Root}/build", $"-p:Version={Version}", "-p:MinVerSkip=true", "-p:PackPrecompiled=false", .. options])));
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("lifelines-packages-").FullName;

    public string Feed => Path.Combine(Root, "feed");

    /// <summary>One that no package folder has yet.</summary>
    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow.Ticks}";

    public string PackOutput { get; }

    public IReadOnlyList<string> Files => Directory.Exists(Feed) ? [.. Directory.GetFiles(Feed).Select(file => Path.GetFileName(file)).Order()] : [];

    /// <summary>The names of the files in a package.</summary>
    public IReadOnlyList<string> List(string package)
    {
        using var archive = ZipFile.OpenRead(PathOf(package, "nupkg"));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>A file of a package, or of its symbols.</summary>
    public byte[] Read(string package, string file, string extension = "nupkg")
    {
        using var archive = ZipFile.OpenRead(PathOf(package, extension));
        using var content = archive.GetEntry(file)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>What a package says of itself.</summary>
    public XElement Metadata(string package)
    {
        using var nuspec = new MemoryStream(Read(package, $"{package}.nuspec"));
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>Builds a program that refers to the package as a user's would, and returns its path.</summary>
    public string Build(string name, string package, string source) => Make("build", name, package, source);

    /// <summary>Publishes such a program; a warning, of the trimmer for instance, is an error.</summary>
    /// <param name="name">Its name, and before it the folder.</param>
    /// <param name="package">The package.</param>
    /// <param name="source">The program.</param>
    /// <param name="options">Options of <c>dotnet publish</c>.</param>
    public string Publish(string name, string package, string source, params string[] options) =>
        Make("publish", name, package, source, ["-p:TreatWarningsAsErrors=true", .. options]);

    public void Dispose()
    {
        Directory.Delete(Root, recursive: true);
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var folder in Directory.Exists(packages) ? Directory.GetDirectories(packages, "*lifelines*") : [])
        {
            if (Directory.Exists(Path.Combine(folder, Version)))
                Directory.Delete(Path.Combine(folder, Version), recursive: true);
        }
    }

    /// <summary>Writes a project that refers to the package as a user's would, and returns its folder.</summary>
    /// <param name="name">The name of the project.</param>
    /// <param name="package">The package.</param>
    /// <param name="source">The program.</param>
    /// <param name="properties">More properties, in XML.</param>
    public string Project(string name, string package, string source, string properties = "")
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        File.WriteAllText(
            Path.Combine(folder, $"{Path.GetFileName(name)}.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>$(RestoreAdditionalProjectSources);{Feed}</RestoreAdditionalProjectSources>
                <NuGetAudit>false</NuGetAudit>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), source);
        return folder;
    }

    private string PathOf(string package, string extension) => Path.Combine(Feed, $"{package}.{Version}.{extension}");

    private string Make(string command, string name, string package, string source, params string[] options)
    {
        var folder = Project(name, package, source);
        _ = Shell.Run("dotnet", [command, folder, "--configuration", "Release", "--output", Path.Combine(folder, "out"), .. options]);
        return Path.Combine(folder, "out", Path.GetFileName(name));
    }
}
