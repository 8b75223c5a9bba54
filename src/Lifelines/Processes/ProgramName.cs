using System.Text;

namespace Lifelines.Processes;

/// <summary>The name of a program: a file name, without directory and without the extension of an executable or a managed program.</summary>
internal class ProgramName
{
    private readonly byte[] _name;
    private readonly byte[]? _otherName;

    /// <param name="name">The name in bytes: on Unix a file name may hold any but '/' and NUL.</param>
    /// <param name="otherName">Another name of the same program.</param>
    public ProgramName(ReadOnlySpan<byte> name, byte[]? otherName = null)
    {
        _name = name.ToArray();
        _otherName = otherName;
    }

    /// <summary>Whether a process that was started by a file of this name can run the program: itself, or as the .NET host, an emulator or a loader.</summary>
    /// <param name="fileName">The name of the file, without directory and <c>.exe</c>.</param>
    public bool MayRun(ReadOnlySpan<byte> fileName) => IsNameOf(fileName) || IsHost(fileName) || Interpreter.IsOne(fileName);

    /// <summary>Whether it is one of the program's names.</summary>
    public bool IsNameOf(ReadOnlySpan<byte> fileName) => Equal(fileName, _name) || (_otherName is not null && Equal(fileName, _otherName));

    /// <summary>Whether a command runs the program.</summary>
    public bool IsRunBy(ReadOnlySpan<byte> command) => IsRunBy(CommandLine.Parse(command));

    /// <summary>Whether a command runs the program.</summary>
    public virtual bool IsRunBy(CommandLine command) => IsNameOf(command.Name);

    /// <summary>What tags call the program that a command of it runs: the same for all its names.</summary>
    public virtual ReadOnlySpan<byte> InTags(CommandLine command) => command.Program;

    /// <summary>Whether one of the program's names begins with the text.</summary>
    public bool StartsWith(ReadOnlySpan<byte> text) => _name.AsSpan().StartsWith(text) || _otherName.AsSpan().StartsWith(text);

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

    /// <summary>Whether two names are the same on this system.</summary>
    protected static bool Equal(ReadOnlySpan<byte> name, ReadOnlySpan<byte> other) =>
        OperatingSystem.IsWindows()
            ? Encoding.UTF8.GetString(name).Equals(Encoding.UTF8.GetString(other), StringComparison.OrdinalIgnoreCase)
            : name.SequenceEqual(other);
}
