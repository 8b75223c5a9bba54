using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.IO;

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
            Logging.LevelSwitch.MinimumLevel = value switch
            {
                Verbosity.Verbose => Serilog.Events.LogEventLevel.Verbose,
                Verbosity.Normal => Serilog.Events.LogEventLevel.Debug,
                Verbosity.Minimal => Serilog.Events.LogEventLevel.Warning,
                _ => Serilog.Events.LogEventLevel.Error,
            };
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

    private static AbsolutePath FindRoot()
    {
        if (Parameters.Needed("Root", value => value) is { } root)
            return root;

        if (Parameters.IsSet("Root"))
            return Environment.CurrentDirectory;

        for (var directory = new DirectoryInfo(Environment.CurrentDirectory); directory is not null; directory = directory.Parent)
        {
            if (Path.Exists(Path.Combine(directory.FullName, ".nuke")))
                return directory.FullName;
        }

        throw new InvalidOperationException($"No '.nuke' is found in '{Environment.CurrentDirectory}' or above it. Create it, or say '--root [path]'.");
    }
}
