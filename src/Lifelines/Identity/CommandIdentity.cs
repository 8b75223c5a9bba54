using Lifelines.Processes;

namespace Lifelines.Identity;

/// <summary>
/// What "the same command" means: the same program, whatever the directory that it was started from, and either the
/// same arguments one by one, or arguments that a predicate accepts.
/// </summary>
internal sealed class CommandIdentity
{
    private readonly byte[] _command;
    private readonly byte[] _arguments;
    private readonly Func<IReadOnlyList<string>, bool>? _isSameCommand;

    /// <param name="process">The process whose command it is.</param>
    /// <param name="program">Another program, which only the predicate tells the commands of; null for the process's own.</param>
    /// <param name="isSameCommand">Tells from the arguments; null to compare them with the process's own.</param>
    public CommandIdentity(ProcessEntry process, ProgramName? program = null, Func<IReadOnlyList<string>, bool>? isSameCommand = null)
    {
        _command = process.CommandLine;
        var command = CommandLine.Parse(_command);
        Program = program ?? OwnProgram.Find(command);
        _arguments = command.Arguments.ToArray();
        _isSameCommand = isSameCommand;
    }

    /// <summary>The program.</summary>
    public ProgramName Program { get; }

    /// <summary>The name by which all that know the lifeline know it; null if its command alone tells it.</summary>
    public string? SharedName { get; init; }

    /// <summary>What tells this lifeline from others that one process can hold or leave.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether a process runs the same command.</summary>
    public bool Matches(ProcessEntry process) => Matches(process.CommandLine);

    /// <summary>The identity in the tag of a worker that holds this lifeline.</summary>
    public ulong TagOf(ProcessEntry worker, string? folder) => InTag(SharedName, worker.CommandLine, folder);

    /// <summary>Whether a tag is that of a worker of this lifeline.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="folder">The program's folder, if that counts.</param>
    public bool IsTaggedBy(ProcessTag tag, string? folder)
    {
        // A command that was too long to pass on.
        if (tag.Command.Length == 0)
            return tag.Identity == InTag(SharedName, _command, folder);

        // Who knows the lifeline by a name and who knows it by its command can compare the command only.
        return Matches(tag.Command)
            && (tag.Identity == InTag(SharedName, tag.Command, folder)
                || tag.Identity == InTag(null, tag.Command, folder)
                || (folder is null && (SharedName is null || tag.Identity == TagIdentity.Any)));
    }

    private ulong InTag(string? name, ReadOnlySpan<byte> command, string? folder)
    {
        var line = CommandLine.Parse(command);
        return TagIdentity.Of(Program.InTags(line), name, line.Arguments, folder);
    }

    private bool Matches(ReadOnlySpan<byte> command)
    {
        var line = CommandLine.Parse(command);
        if (!Program.IsRunBy(line))
            return false;

        return _isSameCommand is { } isSame ? isSame(CommandLine.Split(line.Arguments)) : line.Arguments.SequenceEqual(_arguments);
    }
}
