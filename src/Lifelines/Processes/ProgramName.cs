using System.Text;

namespace Lifelines.Processes;

/// <summary>The name of a program: a file name, without directory and without the extension of an executable or a managed program.</summary>
internal sealed class ProgramName
{
    private readonly byte[] _name;

    /// <param name="name">The name in bytes: on Unix a file name may hold any but '/' and NUL.</param>
    public ProgramName(ReadOnlySpan<byte> name) => _name = name.ToArray();

    /// <summary>Whether a process that was started by a file of this name can run the program: itself, or as the .NET host, an emulator or a loader.</summary>
    /// <param name="fileName">The name of the file, without directory and <c>.exe</c>.</param>
    public bool MayRun(ReadOnlySpan<byte> fileName) => IsNameOf(fileName) || IsHost(fileName) || Interpreter.IsOne(fileName);

    /// <summary>Whether it is this name.</summary>
    public bool IsNameOf(ReadOnlySpan<byte> program) => Equal(program, _name);

    /// <summary>Whether a command runs the program.</summary>
    public bool IsRunBy(ReadOnlySpan<byte> command) => Equal(CommandLine.Parse(command).Program, _name);

    /// <summary>Whether the program's name begins with the text.</summary>
    public bool StartsWith(ReadOnlySpan<byte> text) => _name.AsSpan().StartsWith(text);

    /// <summary>The name as text; bytes that are not UTF-8 become U+FFFD.</summary>
    public override string ToString() => Encoding.UTF8.GetString(_name);

    /// <summary>The last part of a path; on Windows without <c>.exe</c>.</summary>
    public static ReadOnlySpan<byte> FileName(ReadOnlySpan<byte> path)
    {
        if (!OperatingSystem.IsWindows())
            return path[(path.LastIndexOf((byte)'/') + 1)..];

        var name = path[(path.LastIndexOfAny((byte)'/', (byte)'\\') + 1)..];
        return EndsWith(name, ".exe"u8) ? name[..^".exe".Length] : name;
    }

    /// <summary>Whether a file of this name is the .NET host, which runs the program that its arguments name.</summary>
    /// <remarks>Installations side by side are told apart by a number: dotnet10, dotnet-8.0.</remarks>
    public static bool IsHost(ReadOnlySpan<byte> fileName)
    {
        var host = "dotnet"u8;
        if (fileName.Length < host.Length || !Equal(fileName[..host.Length], host))
            return false;

        var number = fileName[host.Length..].TrimStart("-._"u8);
        return number.TrimStart("0123456789."u8).IsEmpty;
    }

    /// <summary>Whether a file name has an extension.</summary>
    public static bool EndsWith(ReadOnlySpan<byte> fileName, ReadOnlySpan<byte> extension) =>
        fileName.Length >= extension.Length && Equal(fileName[^extension.Length..], extension);

    private static bool Equal(ReadOnlySpan<byte> name, ReadOnlySpan<byte> other) =>
        OperatingSystem.IsWindows()
            ? Encoding.UTF8.GetString(name).Equals(Encoding.UTF8.GetString(other), StringComparison.OrdinalIgnoreCase)
            : name.SequenceEqual(other);
}
