using Lifelines.Elections;
using Lifelines.Identity;
using Lifelines.Processes;

namespace Lifelines;

/// <summary>
/// One process of a command. Start the command as often as you like, every minute by cron for instance: the process
/// that is running goes on, the others end at once.
/// </summary>
/// <remarks>Safe for use by several threads. It is the process that holds a lifeline, until it ends: two values with the same options share what it holds.</remarks>
public sealed partial class Lifeline
{
    private readonly LifelineOptions _options;
    private readonly ProgramName? _program;
    private readonly bool _isDouble;
    private readonly LifelineProcess? _holderOfDouble;

    /// <summary>Creates a lifeline; nothing is looked at yet.</summary>
    /// <param name="options">What makes two processes the same lifeline; by default the same program and arguments.</param>
    /// <exception cref="ArgumentException">An option has a value that it cannot have, or two exclude each other.</exception>
    public Lifeline(LifelineOptions? options = null)
    {
        _options = options ?? new LifelineOptions();
        _options.Validate(nameof(options));
        _program = _options.Program is { } path ? new OtherProgram(path) : null;
        Name = _options.Name ?? _program?.ToString() ?? OwnName();
        _ownHold = new Hold(Key);
    }

    private Lifeline(string name, LifelineProcess? holder)
    {
        _options = new LifelineOptions();
        _isDouble = true;
        _holderOfDouble = holder;
        _ownHold = new Hold(Key);
        Name = name;
    }

    /// <summary>A lifeline that is always free and looks at no process: to run without a guard, under a debugger for instance, and for tests.</summary>
    public static Lifeline Unguarded { get; } = new("unguarded", holder: null);

    /// <summary>The name used in messages.</summary>
    public string Name { get; }

    /// <summary>A lifeline that a process always holds, and that looks at no process: for tests.</summary>
    /// <param name="holder">The process.</param>
    /// <returns>The lifeline.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="holder"/> is null.</exception>
    public static Lifeline HeldBy(LifelineProcess holder)
    {
        ArgumentNullException.ThrowIfNull(holder);
        return new Lifeline("held", holder);
    }

    // Two predicates cannot be compared: without a name, all that is known of the lifeline is that it has none.
    // Without the names of enumeration values, which cost a tick that is compiled ahead of time more than its election.
    private string Key => string.Concat(
        _options.Scope == LifelineScope.Machine ? "machine " : "user ",
        _options.ComparesFolder ? "folder " : "",
        _options.IsSameCommand is null ? "" : SharedName ?? "?");

    private string? SharedName => _options.IsSameCommand is null ? null : _options.Name;

    private CommandIdentity Identify(ProcessEntry self) => new(self, _program, _options.IsSameCommand) { Key = Key, SharedName = SharedName };

    private Members Scan(IProcessTable table, ProcessEntry self, CommandIdentity identity, IReadOnlyList<ProgramName>? programs = null)
    {
        var scan = table.Scan(self, programs ?? [identity.Program], _options.Scope);
        return new Members(FindFolder(table, self)?.Narrow(scan) ?? scan, identity, table);
    }

    private ProgramFolder? FindFolder(IProcessTable table, ProcessEntry self)
    {
        // Of a file-based program, the file counts anyway, and its folder is another for each user and configuration.
        if (!_options.ComparesFolder || (_program is null && CommandLine.Parse(self.CommandLine).IsFileBased))
            return null;

        var folder = _program is null ? table.TryReadFolder(self) : Path.GetDirectoryName(_options.Program);
        return folder is not null
            ? new ProgramFolder(table, folder)
            : throw new LifelineException($"It cannot be told where this process's program lies, so {Name} cannot be told from programs of the same name. Start it by its full path.");
    }

    private static string OwnName()
    {
        var file = Path.GetFileName(Environment.GetCommandLineArgs()[0]);
        return Path.GetExtension(file) is ".dll" or ".exe" ? Path.GetFileNameWithoutExtension(file) : file;
    }
}
