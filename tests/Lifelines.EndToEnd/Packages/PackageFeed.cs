namespace Lifelines.EndToEnd.Packages;

/// <summary>A folder feed with packages of this repository, and projects outside of the repository that use it.</summary>
internal sealed class PackageFeed : IDisposable
{
    public PackageFeed(params string[] projects)
    {
        PackOutput = string.Concat(projects.Select(project => Shell.Run("dotnet", "pack", Path.Combine(Repository.Root, "src", project), "--output", Feed, $"-p:ArtifactsPath={Root}/build", $"-p:Version={Version}", "-p:MinVerSkip=true")));
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("lifelines-packages-").FullName;

    public string Feed => Path.Combine(Root, "feed");

    /// <summary>One that no package folder has yet.</summary>
    public string Version { get; } = $"0.1.0-test.{DateTime.UtcNow.Ticks}";

    public string PackOutput { get; }

    public IReadOnlyList<string> Files => Directory.Exists(Feed) ? [.. Directory.GetFiles(Feed).Select(file => Path.GetFileName(file)).Order()] : [];

    /// <summary>Builds a program that refers to the package as a user's would, and returns its path.</summary>
    public string Build(string name, string package, string source)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Root, name)).FullName;
        File.WriteAllText(
            Path.Combine(folder, $"{name}.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreAdditionalProjectSources>$(RestoreAdditionalProjectSources);{Feed}</RestoreAdditionalProjectSources>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), source);
        _ = Shell.Run("dotnet", "build", folder, "--configuration", "Release", "--output", Path.Combine(folder, "out"));
        return Path.Combine(folder, "out", name);
    }

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
}
