using Lifelines.Processes;

namespace Lifelines.Identity;

/// <summary>
/// What "the same command" means: the same program, whatever the directory that it was started from, and either the
/// same arguments one by one, or arguments that a predicate accepts.
/// </summary>
internal sealed class CommandIdentity
{
    private readonly byte[] _arguments;
    private readonly Func<IReadOnlyList<string>, bool>? _isSameCommand;

    /// <param name="process">The process whose command it is.</param>
    /// <param name="program">Another program, which only the predicate tells the commands of; null for the process's own.</param>
    /// <param name="isSameCommand">Tells from the arguments; null to compare them with the process's own.</param>
    public CommandIdentity(ProcessEntry process, ProgramName? program = null, Func<IReadOnlyList<string>, bool>? isSameCommand = null)
    {
        var command = CommandLine.Parse(process.CommandLine);
        Program = program ?? new ProgramName(command.Program);
        _arguments = command.Arguments.ToArray();
        _isSameCommand = isSameCommand;
    }

    /// <summary>The program.</summary>
    public ProgramName Program { get; }

    /// <summary>Whether a process runs the same command.</summary>
    public bool Matches(ProcessEntry process)
    {
        if (!Program.IsRunBy(process.CommandLine))
            return false;

        var arguments = CommandLine.Parse(process.CommandLine).Arguments;
        return _isSameCommand is { } isSame ? isSame(CommandLine.Split(arguments)) : arguments.SequenceEqual(_arguments);
    }
}
