using System.Text;

namespace Lifelines.Processes;

/// <summary>Reads a command, given as bytes with a NUL behind each argument, as the .NET program that it starts.</summary>
internal static class CommandLine
{
    private static readonly StringComparison _comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>
    /// Options of the <c>dotnet</c> host itself; each has a value, and they stand before the path of the managed program.
    /// Source: <c>dotnet exec --help</c>.
    /// </summary>
    private static readonly string[] _hostOptions =
    [
        "--additional-deps", "--additionalprobingpath", "--depsfile", "--fx-version", "--roll-forward",
        "--roll-forward-on-no-candidate-fx", "--runtimeconfig",
    ];

    /// <summary>
    /// Finds the program: the file name, without directory and <c>.dll</c>, of the managed entry point, or else of the command.
    /// </summary>
    /// <param name="commandLine">The command.</param>
    /// <param name="arguments">What follows the program.</param>
    public static ReadOnlySpan<byte> Program(ReadOnlySpan<byte> commandLine, out ReadOnlySpan<byte> arguments)
    {
        arguments = commandLine;
        var program = FileName(Next(ref arguments));
        if (!IsHost(program))
            return program;

        var rest = arguments;
        var argument = Next(ref rest);
        if (argument.SequenceEqual("exec"u8))
            argument = Next(ref rest);

        while (IsHostOption(argument))
        {
            _ = Next(ref rest);
            argument = Next(ref rest);
        }

        if (!EndsWith(argument, ".dll"u8))
            return program;

        arguments = rest;
        return FileName(argument)[..^".dll".Length];
    }

    /// <summary>Whether a command runs a program.</summary>
    public static bool IsProgram(ReadOnlySpan<byte> commandLine, string program) =>
        Encoding.UTF8.GetString(Program(commandLine, out _)).Equals(program, _comparison);

    /// <summary>The arguments as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public static IReadOnlyList<string> Split(ReadOnlySpan<byte> arguments)
    {
        var result = new List<string>();
        while (!arguments.IsEmpty)
            result.Add(Encoding.UTF8.GetString(Next(ref arguments)));

        return result;
    }

    private static ReadOnlySpan<byte> Next(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)0);
        var argument = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return argument;
    }

    private static ReadOnlySpan<byte> FileName(ReadOnlySpan<byte> path)
    {
        if (!OperatingSystem.IsWindows())
            return path[(path.LastIndexOf((byte)'/') + 1)..];

        var name = path[(path.LastIndexOfAny((byte)'/', (byte)'\\') + 1)..];
        return EndsWith(name, ".exe"u8) ? name[..^".exe".Length] : name;
    }

    private static bool EndsWith(ReadOnlySpan<byte> name, ReadOnlySpan<byte> extension) =>
        OperatingSystem.IsWindows() ? name.Length >= extension.Length && Ascii.EqualsIgnoreCase(name[^extension.Length..], extension) : name.EndsWith(extension);

    private static bool IsHost(ReadOnlySpan<byte> program) =>
        OperatingSystem.IsWindows() ? Ascii.EqualsIgnoreCase(program, "dotnet"u8) : program.SequenceEqual("dotnet"u8);

    private static bool IsHostOption(ReadOnlySpan<byte> argument)
    {
        if (!argument.StartsWith("--"u8))
            return false;

        var text = Encoding.UTF8.GetString(argument);
        return Array.IndexOf(_hostOptions, text) >= 0;
    }
}
