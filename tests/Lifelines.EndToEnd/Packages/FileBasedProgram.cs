using System.Diagnostics;

namespace Lifelines.EndToEnd.Packages;

/// <summary>A program of one file, <c>app.cs</c>, that uses the package, in a folder of its own, and beside it what the SDK builds of it.</summary>
internal sealed class FileBasedProgram : IDisposable
{
    /// <summary>What such a program does: a daemon whose cleaning up takes longer than a signal that arrives twice.</summary>
    public const string Source =
        """
        using Lifelines;

        var result = await new Lifeline().RunAsync(async token =>
        {
            Console.WriteLine("running");
            try
            {
                await Task.Delay(-1, token);
            }
            finally
            {
                await Task.Delay(500);
                Console.WriteLine("cleaned up");
            }
        });
        Console.WriteLine(result.HasRun ? "ran" : "yielded");
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly List<Child> _children = [];

    /// <param name="packages">Where the package is.</param>
    /// <param name="source">The program, without the lines for the SDK.</param>
    /// <param name="isNative">Whether it is published as native code, as it is without a line that says otherwise.</param>
    public FileBasedProgram(PackageFeed packages, string source = Source, bool isNative = false)
    {
        _ = Directory.CreateDirectory(Cache);
        _ = Directory.CreateDirectory(Path.Combine(_folder.Path, "release"));
        _ = Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "current"), Path.Combine(_folder.Path, "release"));
        Write(
            File,
            $"""
            #!/usr/bin/env -S dotnet --
            #:package Lifelines@{packages.Version}
            #:property RestoreAdditionalProjectSources={packages.Feed}
            #:property NuGetAudit=false
            {(isNative ? "" : "#:property PublishAot=false")}
            {source}
            """);
    }

    /// <summary>The folder of the file.</summary>
    public string Folder => Path.Combine(_folder.Path, "release");

    public string File => Path.Combine(Folder, "app.cs");

    /// <summary>The same by a path with a symbolic link.</summary>
    public string LinkedFile => Path.Combine(_folder.Path, "current", "app.cs");

    /// <summary>Where the SDK builds it.</summary>
    public string Cache => Path.Combine(_folder.Path, "cache");

    /// <summary>Starts a command in the folder of the file.</summary>
    public Child Start(params IEnumerable<string> command) => StartFor(Cache, command);

    /// <summary>Starts a command as a user with another cache would.</summary>
    public Child StartFor(string cache, params IEnumerable<string> command)
    {
        _ = Directory.CreateDirectory(cache);
        var start = new ProcessStartInfo("env", command) { WorkingDirectory = Folder, Environment = { ["XDG_DATA_HOME"] = cache } };
        var child = Child.Start(start);
        _children.Add(child);
        return child;
    }

    public async Task<Child> StartHolder(params IEnumerable<string> command)
    {
        var child = Start(command);
        _ = await child.WaitForLine("running");
        return child;
    }

    /// <summary>Ends what was started.</summary>
    public void End()
    {
        foreach (var child in _children)
            child.Dispose();

        _children.Clear();
    }

    public void Dispose()
    {
        End();
        _folder.Dispose();
    }

    private static void Write(string file, string text)
    {
        System.IO.File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
