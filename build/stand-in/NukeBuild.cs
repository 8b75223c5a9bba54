using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Serilog.Events;

namespace Nuke.Common;

public abstract class NukeBuild : INukeBuild
{
    static NukeBuild()
    {
        RootDirectory = FindRoot();
        TemporaryDirectory = RootDirectory / ".nuke" / "temp";
        Directory.CreateDirectory(TemporaryDirectory);
        Verbosity = (Verbosity)(Parameters.Needed(nameof(Verbosity), value => Enum.Parse(typeof(Verbosity), value, ignoreCase: true)) ?? Verbosity.Normal);
        _ = Parameters.Needed("Host", value => value.Equals("Terminal", StringComparison.OrdinalIgnoreCase) ? value : throw new ArgumentException($"There is no host '{value}'."));
    }

    protected NukeBuild()
    {
        Extensions = [.. GetType().GetCustomAttributes<BuildExtensionAttributeBase>().OrderByDescending(extension => extension.Priority)];
        foreach (var extension in Extensions)
            extension.Build = this;
    }

    public static AbsolutePath RootDirectory { get; }

    public static AbsolutePath TemporaryDirectory { get; }

    public static Verbosity Verbosity
    {
        get;
        set
        {
            field = value;
            Logging.LevelSwitch.MinimumLevel = new[] { LogEventLevel.Verbose, LogEventLevel.Debug, LogEventLevel.Warning, LogEventLevel.Error }[(int)value];
        }
    }

    internal IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; set; } = [];

    public int? ExitCode { get; set; }

    AbsolutePath INukeBuild.TemporaryDirectory => TemporaryDirectory;

    internal IReadOnlyList<BuildExtensionAttributeBase> Extensions { get; }

    protected internal virtual void OnBuildCreated()
    {
    }

    protected static int Execute<T>(params Expression<Func<T, Target>>[] defaultTargetExpressions)
        where T : NukeBuild, new()
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        var build = new T();
        return Engine.Run(build, [.. defaultTargetExpressions.Select(expression => (Delegate)expression.Compile()(build))]);
    }

    internal static string? FindFolder(string folder, Func<DirectoryInfo, bool> isIt)
    {
        var found = new DirectoryInfo(folder);
        while (found is not null && !isIt(found))
            found = found.Parent;

        return found?.FullName;
    }

    private static AbsolutePath FindRoot() =>
        Parameters.Needed("Root", value => value)
        ?? (Parameters.IsSet("Root") ? Environment.CurrentDirectory : FindFolder(Environment.CurrentDirectory, folder => Path.Exists(Path.Combine(folder.FullName, ".nuke"))))
        ?? throw new InvalidOperationException($"No '.nuke' is found in '{Environment.CurrentDirectory}' or above it. Create it, or say '--root [path]'.");
}
