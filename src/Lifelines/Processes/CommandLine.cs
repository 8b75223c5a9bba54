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

    private CommandLine(ReadOnlySpan<byte> path, ReadOnlySpan<byte> program, ReadOnlySpan<byte> arguments, bool isHosted)
    {
        Path = path;
        Program = program;
        Arguments = arguments;
        IsHosted = isHosted;
    }

    /// <summary>Whether the .NET host runs the program.</summary>
    public bool IsHosted { get; }

    /// <summary>The path of the program's file, as it was written.</summary>
    public ReadOnlySpan<byte> Path { get; }

    /// <summary>The file name, without directory and <c>.dll</c>, of the managed entry point, or else of the command.</summary>
    public ReadOnlySpan<byte> Program { get; }

    /// <summary>What follows the program, each argument with a NUL behind it.</summary>
    public ReadOnlySpan<byte> Arguments { get; }

    /// <summary>Reads a command, given as bytes with a NUL behind each argument.</summary>
    public static CommandLine Parse(ReadOnlySpan<byte> command)
    {
        var arguments = command;
        var path = Next(ref arguments);
        var program = ProgramName.FileName(path);
        if (!ProgramName.IsHost(program))
            return new CommandLine(path, program, arguments, isHosted: false);

        var rest = arguments;
        var argument = Next(ref rest);
        if (argument.SequenceEqual("exec"u8))
            argument = Next(ref rest);

        while (IsHostOption(argument))
        {
            _ = Next(ref rest);
            argument = Next(ref rest);
        }

        return ProgramName.EndsWith(argument, ".dll"u8)
            ? new CommandLine(argument, ProgramName.FileName(argument)[..^".dll".Length], rest, isHosted: true)
            : new CommandLine(path, program, arguments, isHosted: false);
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

    private static bool IsHostOption(ReadOnlySpan<byte> argument)
    {
        if (!argument.StartsWith("--"u8))
            return false;

        var text = Encoding.UTF8.GetString(argument);
        return Array.IndexOf(_hostOptions, text) >= 0;
    }
}
