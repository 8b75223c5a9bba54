namespace Lifelines.EndToEnd.Scripts;

/// <summary>
/// A copy that pretends to be built: its program prints that it ran, and its SDK is one that is too old, or that builds such a
/// program in no time.
/// </summary>
public sealed class PretendedBuild : IDisposable
{
    public PretendedBuild()
    {
        Write("global.json", """{ "sdk": { "version": "99.0.100" } }""");
        foreach (var file in new[] { "launcher.dll", "launcher.deps.json", "launcher.runtimeconfig.json", "Lifelines.dll" })
        {
            _ = Directory.CreateDirectory(PathOf("build/bin"));
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), PathOf($"build/bin/{file}"));
        }

        WriteProgram($"{Built}/_build", "echo ran with \"$@\"");
        Record(Copy.Root);
        Settle();
    }

    /// <summary>The folder of what seems to be built.</summary>
    public const string Built = "build/bin/20010101-000000-1";

    public RepositoryCopy Copy { get; } = new();

    /// <summary>The folders of builds, and what is left of them.</summary>
    public IReadOnlyList<string> Builds => [.. Directory.EnumerateFileSystemEntries(PathOf("build/bin"), "2*-*").Select(Path.GetFileName).Order()!];

    public string PathOf(string file) => Path.Combine(Copy.Root, file);

    public void Write(string file, string text)
    {
        _ = Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    public void WriteProgram(string file, string command)
    {
        Write(file, $"#!/bin/sh\n{command}\n");
        Shell.Run("chmod", "+x", PathOf(file));
    }

    public void Edit(string file) => File.AppendAllText(PathOf(file), "\n");

    /// <summary>Makes the SDK build a program; commands of a shell run before it does, with the folder as <c>$folder</c>.</summary>
    public void AllowBuilding(string before = ":")
    {
        File.Delete(PathOf("global.json"));
        WriteProgram("artifacts/sdk/dotnet", $$"""
            case $1 in
                --version) exit ;;
                msbuild) ;;
                *) exec '{{Repository.DotNet}}/dotnet' "$@" ;;
            esac
            for argument; do
                case $argument in -property:LifelinesFolder=*) folder=${argument#*=} ;; esac
            done
            {{before}}
            mkdir -p "$folder.obj" "$folder"
            printf '#!/bin/sh\necho built anew, ran with "$@"\n' > "$folder/_build"
            chmod +x "$folder/_build"
            name=$(basename "$folder")
            sed "s,^program .*,program $name/_build," artifacts/inputs.txt > "$folder/inputs.txt"
            exec '{{Repository.DotNet}}/dotnet' build/bin/launcher.dll --lifelines-record "$folder" .
            """);
        Write("artifacts/inputs.txt", Inputs(Copy.Root));
    }

    /// <summary>Calls the script where that SDK is the first one that it finds.</summary>
    internal async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        var call = Start(arguments);
        return (await call.WaitForExit(), call.Output);
    }

    internal Child Start(params string[] arguments) => Copy.StartBy("env", [$"DOTNET_ROOT={PathOf("artifacts/sdk")}", Copy.Script], arguments);

    public void Dispose() => Copy.Dispose();

    private void Record(string root)
    {
        Write($"{Built}/inputs.txt", Inputs(root));
        Shell.Run($"{Repository.DotNet}/dotnet", PathOf("build/bin/launcher.dll"), "--lifelines-record", PathOf(Built), root);
        File.Move(PathOf($"{Built}/current.draft"), PathOf("build/bin/current"));
    }

    // As the projects' own lists.
    private static string Inputs(string root)
    {
        var files = new[] { "build", "src/Lifelines", "src/Lifelines.Nuke", "src/Shared" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories));
        var projects = new[] { "build/_build", "src/Lifelines/Lifelines", "src/Lifelines.Nuke/Lifelines.Nuke" };
        string[] lines =
        [
            "root ../..", "project build/_build.csproj", $"program {Path.GetFileName(Built)}/_build", $"dotnet {Repository.DotNet}",
            .. files.Select(file => $"file {file}"), .. projects.Select(project => $"from {root}/{project}.csproj"),
        ];
        return string.Join('\n', lines) + '\n';
    }

    /// <summary>Until nothing can change without another time stamp, the launcher looks into the files at each call.</summary>
    private void Settle()
    {
        var current = PathOf("build/bin/current");
        for (var start = DateTime.UtcNow; File.ReadLines(current).Any(line => line.Contains(" 0000000000000000 ", StringComparison.Ordinal)); Thread.Sleep(200))
        {
            if (DateTime.UtcNow - start > Child.Patience)
                throw new TimeoutException(File.ReadAllText(current));

            Shell.Run(Copy.Script, "settled");
        }
    }
}
