using System.Text;

namespace Lifelines.Processes;

/// <summary>A command as the .NET program that it starts and that program's arguments.</summary>
internal readonly ref struct CommandLine
{
    /// <summary>
    /// Options of the <c>dotnet</c> host itself; each has a value, and they stand before the path of the managed program.
    /// Source: <c>dotnet exec --help</c>.
    /// </summary>
    private static readonly string[] _hostOptions =
    [
        "--additional-deps", "--additionalprobingpath", "--depsfile", "--fx-version", "--roll-forward",
        "--roll-forward-on-no-candidate-fx", "--runtimeconfig",
    ];

    private CommandLine(ReadOnlySpan<byte> path, ReadOnlySpan<byte> name, ReadOnlySpan<byte> arguments, bool isHosted)
    {
        var file = FileBasedProgram.FolderName(path);
        Path = path;
        Name = name;
        Program = file.IsEmpty ? name : file;
        Arguments = arguments;
        IsHosted = isHosted;
        IsFileBased = !file.IsEmpty;
    }

    /// <summary>Whether another file runs the program: the .NET host, an emulator or a loader.</summary>
    public bool IsHosted { get; }

    /// <summary>Whether the SDK has built the program from one file of C#.</summary>
    public bool IsFileBased { get; }

    /// <summary>The path of the program's file, as it was written.</summary>
    public ReadOnlySpan<byte> Path { get; }

    /// <summary>The file name, without directory and <c>.dll</c> or <c>.exe</c>, of the managed entry point, or else of the command.</summary>
    public ReadOnlySpan<byte> Name { get; }

    /// <summary>What tells the program from others: its name, or of a file-based program also the file.</summary>
    public ReadOnlySpan<byte> Program { get; }

    /// <summary>What follows the program, each argument with a NUL behind it.</summary>
    public ReadOnlySpan<byte> Arguments { get; }

    /// <summary>Reads a command, given as bytes with a NUL behind each argument.</summary>
    public static CommandLine Parse(ReadOnlySpan<byte> command)
    {
        var arguments = command;
        var path = Next(ref arguments);
        var isHosted = false;
        while (Interpreter.IsOne(ProgramName.FileName(path)))
        {
            var rest = arguments;
            var program = Interpreter.TakeProgram(ProgramName.FileName(path), ref rest);
            if (program.IsEmpty)
                break;

            path = program;
            arguments = rest;
            isHosted = true;
        }

        return ProgramName.IsHost(ProgramName.FileName(path)) && TryParseHosted(arguments, out var hosted)
            ? hosted
            : new CommandLine(path, ProgramName.FileName(path), arguments, isHosted);
    }

    /// <summary>Reads the arguments of what may be the .NET host; false if they are none of the host.</summary>
    public static bool TryParseHosted(ReadOnlySpan<byte> arguments, out CommandLine hosted)
    {
        var argument = Next(ref arguments);
        if (argument.SequenceEqual("exec"u8))
            argument = Next(ref arguments);

        while (IsHostOption(argument))
        {
            _ = Next(ref arguments);
            argument = Next(ref arguments);
        }

        var isManaged = IsManaged(argument);
        var name = ProgramName.FileName(argument);
        hosted = isManaged ? new CommandLine(argument, IsManaged(name) ? name[..^".dll".Length] : name, arguments, isHosted: true) : default;
        return isManaged;
    }

    /// <summary>Whether the arguments begin as those of the .NET host do that runs a program.</summary>
    public static bool MayBeHosted(ReadOnlySpan<byte> arguments)
    {
        var argument = Next(ref arguments);
        return IsManaged(argument) || IsHostOption(argument) || argument.SequenceEqual("exec"u8);
    }

    /// <summary>The arguments as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public static IReadOnlyList<string> Split(ReadOnlySpan<byte> arguments)
    {
        var result = new List<string>();
        while (!arguments.IsEmpty)
            result.Add(Encoding.UTF8.GetString(Next(ref arguments)));

        return result;
    }

    /// <summary>Takes the first argument off.</summary>
    public static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)0);
        var argument = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return argument;
    }

    // The extensions that the host accepts, in any case: hostfxr's fx_muxer.cpp.
    private static bool IsManaged(ReadOnlySpan<byte> path) =>
        path.Length > ".dll".Length && (Ascii.EqualsIgnoreCase(path[^".dll".Length..], ".dll"u8) || Ascii.EqualsIgnoreCase(path[^".exe".Length..], ".exe"u8));

    private static bool IsHostOption(ReadOnlySpan<byte> argument)
    {
        if (!argument.StartsWith("--"u8))
            return false;

        var text = Encoding.UTF8.GetString(argument);
        return Array.IndexOf(_hostOptions, text) >= 0;
    }
}
