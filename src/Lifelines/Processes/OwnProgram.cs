using System.Text;

namespace Lifelines.Processes;

/// <summary>The program of this process: other processes of it may have another name, and others of its name may not be it.</summary>
internal sealed class OwnProgram : ProgramName
{
    private readonly byte[] _program;
    private readonly byte[]? _tool;
    private readonly string? _file;

    /// <param name="command">This process's command.</param>
    /// <param name="tool">The .NET tool that it is.</param>
    /// <param name="file">The file of C# that it is built from.</param>
    public OwnProgram(CommandLine command, ToolCommand? tool = null, string? file = null)
        : base(command.Name, OtherName(command, tool))
    {
        _program = command.Program.ToArray();
        _tool = OtherName(command, tool) is null ? null : Encoding.UTF8.GetBytes(tool!.Name);
        _file = file is null ? null : FileBasedProgram.Resolve(file);
    }

    /// <summary>Finds out what else this process is called.</summary>
    /// <exception cref="LifelineException">The settings of a .NET tool cannot be read.</exception>
    public static OwnProgram Find(CommandLine command) => AppContext.GetData(FileBasedProgram.FileProperty) is string file
        ? new OwnProgram(command, file: file)
        : new OwnProgram(command, ToolCommand.TryRead(AppContext.BaseDirectory));

    public override bool IsRunBy(CommandLine command)
    {
        if (!IsNameOf(command.Name))
            return false;

        if (!Equal(command.Program, _program))
            return _tool is not null ? !command.IsFileBased : _file is not null && ReadFile(command) == _file;

        // A Directory.Build.props above the file may have it built where its folder does not tell it from another file.
        return command.IsFileBased || _file is null || (ReadFile(command) ?? _file) == _file;
    }

    public override ReadOnlySpan<byte> InTags(CommandLine command) => _tool is not null ? _tool : command.Program;

    // If there are links to a file, it has several folders in a cache; the process of another user shows only its folder.
    private static string? ReadFile(CommandLine command) => FileBasedProgram.TryReadFile(command) is { } file ? FileBasedProgram.Resolve(file) : null;

    // A tool that was started by a link with a name of its own is another program, as any program is.
    private static byte[]? OtherName(CommandLine command, ToolCommand? tool)
    {
        if (tool is null)
            return null;

        byte[] name = Encoding.UTF8.GetBytes(tool.Name), assembly = Encoding.UTF8.GetBytes(tool.Assembly);
        return Equal(command.Name, name) ? assembly : Equal(command.Name, assembly) ? name : null;
    }
}
