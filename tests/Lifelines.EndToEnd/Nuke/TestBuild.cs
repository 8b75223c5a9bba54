using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Lifelines.EndToEnd.Nuke;

/// <summary>Runs a build in a root of its own, and under a name of its own, so that its lifelines are no other test's.</summary>
internal sealed partial class TestBuild : IDisposable
{
    private readonly List<Child> _children = [];

    /// <param name="program">The build program, by its path or its name beside the tests.</param>
    /// <param name="name">Its name; null for one of its own.</param>
    /// <param name="hasProject">Whether the program lies below a project, as that of a build does.</param>
    public TestBuild(string program = "testbuild", string? name = null, bool hasProject = false)
    {
        Program = Path.Combine(Root, name ?? $"testbuild-{Guid.NewGuid():N}");
        _ = File.CreateSymbolicLink(Program, hasProject ? PutBelowProject(program) : Path.Combine(AppContext.BaseDirectory, program));
        _ = Directory.CreateDirectory(Path.Combine(Root, ".nuke"));
    }

    public string Program { get; }

    public string Root { get; } = Directory.CreateTempSubdirectory("lifelines-build-").FullName;

    public Child Start(params string[] arguments) => StartVariant(null, arguments);

    public Child StartVariant(string? variant, params string[] arguments) => Start(new ProcessStartInfo(Program, arguments), variant);

    /// <summary>Starts the build that shares a lock, which is in this state; null for none.</summary>
    public Child StartShared(string? state, string target)
    {
        if (state is not null)
            WriteLock(state);

        var startInfo = new ProcessStartInfo(Program, [target]);
        startInfo.Environment["TESTBUILD_LOCK"] = LockFile;
        return Start(startInfo, "shared");
    }

    /// <summary>Replaces the lock's file as a whole: who reads it at the same moment meets neither an empty file nor one that is in use.</summary>
    public void WriteLock(string state)
    {
        var file = LockFile + ".new";
        File.WriteAllText(file, state);
        File.Move(file, LockFile, overwrite: true);
    }

    private string LockFile => Path.Combine(Root, "lock");

    /// <summary>Starts the program by a shell, whose <c>"$0"</c> it is.</summary>
    public Child StartBy(string shellCommand) => Start(new ProcessStartInfo("bash", ["-c", shellCommand, Program]));

    private Child Start(ProcessStartInfo startInfo, string? variant = null)
    {
        startInfo.WorkingDirectory = Root;
        startInfo.Environment["NUKE_TELEMETRY_OPTOUT"] = "1";
        startInfo.Environment["TESTBUILD"] = variant;
        var child = Child.Start(startInfo);
        _children.Add(child);
        return child;
    }

    /// <summary>Starts the worker <c>appname</c> and waits until it works.</summary>
    public async Task<Child> StartWorker(params string[] arguments)
    {
        var child = Start(arguments is [] ? ["appname-lifeline"] : arguments);
        _ = await child.WaitForLine("working as");
        return child;
    }

    public async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        var child = Start(arguments);
        return (await child.WaitForExit(), PlainText(child.Output));
    }

    /// <summary>Ends a lifeline's worker, however long it takes.</summary>
    public Task<(int ExitCode, string Output)> Terminate(params string[] arguments) => Run([.. arguments, "--grace-period", "600"]);

    /// <summary>Without colours, and without what differs from run to run.</summary>
    public static string PlainText(string output) =>
        string.Join('\n', Colour().Replace(output, "").Replace("\u200b", "", StringComparison.Ordinal).Replace('\u00a0', ' ').Split('\n').Select(line => line.TrimEnd()));

    /// <summary>The rows of the summary, without the lines around them and the blanks that fill the columns.</summary>
    public static string Summary(string output) =>
        string.Join('\n', output.Split('\n').Where(line => SummaryRow().IsMatch(line)).Select(line => Blanks().Replace(Duration().Replace(line, "(time)"), " ")));

    private string PutBelowProject(string program)
    {
        var bin = Directory.CreateDirectory(Path.Combine(Root, "build", "bin")).FullName;
        File.WriteAllText(Path.Combine(Root, "build", "_build.csproj"), "<Project />");
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(file => Path.GetFileNameWithoutExtension(file) != program))
            _ = File.CreateSymbolicLink(Path.Combine(bin, Path.GetFileName(file)), file);

        foreach (var extension in (string[])["", ".dll", ".runtimeconfig.json", ".deps.json"])
            File.Copy(Path.Combine(AppContext.BaseDirectory, program + extension), Path.Combine(bin, program + extension));

        return Path.Combine(bin, program);
    }

    public void Dispose()
    {
        foreach (var child in _children)
            child.Dispose();

        Directory.Delete(Root, recursive: true);
    }

    [GeneratedRegex(@"\e\[[\d;]*m")]
    private static partial Regex Colour();

    [GeneratedRegex(@"^[\w:]+ +(Skipped|Succeeded|Failed|Aborted|NotRun)\b")]
    private static partial Regex SummaryRow();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"< 1sec|\d+:\d\d")]
    private static partial Regex Duration();
}
