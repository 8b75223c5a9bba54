using System.Text;
using Lifelines.Processes;

namespace Lifelines;

/// <summary>
/// What "the same command" means: the same program, whatever the directory that it was started from, and either the
/// same arguments one by one, or arguments that the options name the same.
/// </summary>
internal sealed class CommandIdentity
{
    private readonly byte[] _arguments;
    private readonly LifelineOptions _options;

    public CommandIdentity(ProcessEntry self, LifelineOptions options)
    {
        Program = Encoding.UTF8.GetString(CommandLine.Program(self.CommandLine, out var arguments));
        _arguments = arguments.ToArray();
        _options = options;
    }

    /// <summary>The name of this process's program.</summary>
    public string Program { get; }

    /// <summary>Whether a process that runs the program is of this lifeline.</summary>
    public bool Matches(ProcessEntry process)
    {
        _ = CommandLine.Program(process.CommandLine, out var arguments);
        return _options.IsSameCommand is { } isSame
            ? isSame(CommandLine.Split(arguments))
            : arguments.SequenceEqual(_arguments);
    }
}
