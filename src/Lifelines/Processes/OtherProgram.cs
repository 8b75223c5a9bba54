using System.Text;

namespace Lifelines.Processes;

/// <summary>A program that this process lists or ends the processes of, by its file name or path.</summary>
internal sealed class OtherProgram : ProgramName
{
    private const string SourceExtension = ".cs";

    private readonly bool _isSource;
    private readonly string? _file;

    /// <param name="path">The file name or path; of a file-based program also that of its source.</param>
    public OtherProgram(string path)
        : base(NameOf(path))
    {
        _isSource = IsSource(path);
        _file = _isSource && Path.GetFileName(path) != path ? FileBasedProgram.Resolve(Path.GetFullPath(path)) : null;
    }

    /// <exception cref="LifelineException">It cannot be told which file a file-based program is built from.</exception>
    public override bool IsRunBy(CommandLine command)
    {
        if (_isSource && !command.IsFileBased)
            return false;

        if (!IsNameOf(command.Name))
            return !_isSource && IsTool(command);

        return _file is null || FileBasedProgram.Resolve(FileBasedProgram.TryReadFile(command) ?? throw CannotBeTold(command)) == _file;
    }

    public override ReadOnlySpan<byte> InTags(CommandLine command) => IsNameOf(command.Name) ? command.Program : Encoding.UTF8.GetBytes(ToString());

    // The process shows the path of the assembly, and the file beside it the command.
    private bool IsTool(CommandLine command) =>
        command.IsHosted
        && Path.GetDirectoryName(Encoding.UTF8.GetString(command.Path)) is { } folder
        && ToolCommand.TryRead(folder) is { } tool
        && IsNameOf(Encoding.UTF8.GetBytes(tool.Name))
        && Equal(command.Name, Encoding.UTF8.GetBytes(tool.Assembly));

    private static ReadOnlySpan<byte> NameOf(string path) =>
        IsSource(path) ? Encoding.UTF8.GetBytes(Path.GetFileNameWithoutExtension(path)) : CommandLine.Parse(Encoding.UTF8.GetBytes(path)).Name;

    private static bool IsSource(string path) => path.EndsWith(SourceExtension, StringComparison.Ordinal);

    private static LifelineException CannotBeTold(CommandLine command) =>
        new($"It cannot be told from which file {Printable.Escape(Encoding.UTF8.GetString(command.Path))} is built. Run as root or as its user.");
}
