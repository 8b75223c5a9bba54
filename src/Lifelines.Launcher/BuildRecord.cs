using System.Text;

namespace Lifelines.Launcher;

/// <summary>What the last build left beside the launcher: the program, what it was made of, and how to make it anew.</summary>
internal sealed class BuildRecord
{
    public const string FileName = "current";

    private const string FirstLine = "lifelines 1";

    // The inputs follow an empty line.
    private static ReadOnlySpan<byte> EndOfHeader => "\n\n"u8;

    private readonly byte[] _text;
    private readonly int _inputs;
    private readonly string[] _header;

    private BuildRecord(string folder, byte[] text, int inputs)
    {
        Folder = folder;
        _text = text;
        _inputs = inputs;
        _header = Encoding.UTF8.GetString(text.AsSpan(0, inputs)).Split('\n');
    }

    /// <summary>The folder of the record and of the launcher.</summary>
    public string Folder { get; }

    /// <summary>The folder that the build works in.</summary>
    public string Root => Path.GetFullPath(Value("root") ?? ".", Folder);

    /// <summary>The project of the build program; null where only what was published is there.</summary>
    public string? Project => Value("project");

    /// <summary>The build program; null if none was built yet.</summary>
    public string? Program => Value("program") is { } program ? Path.Combine(Folder, program) : null;

    /// <summary>The .NET that built the program.</summary>
    public string? DotNet => Value("dotnet");

    /// <summary>Whose processes count.</summary>
    public string? Scope => Value("scope");

    /// <summary>What there is to say about the build.</summary>
    public string? Note => Value("note");

    /// <summary>The lines of what the program was made of, see <see cref="InputLine"/>.</summary>
    public Span<byte> Inputs => _text.AsSpan(_inputs);

    /// <exception cref="LauncherException">This user may not read it, or it is not a record.</exception>
    public static BuildRecord Read(string folder, string name = FileName)
    {
        var file = Path.Combine(folder, name);
        try
        {
            var text = File.ReadAllBytes(file);
            var end = text.AsSpan().IndexOf(EndOfHeader);
            return end >= 0 && text.AsSpan().StartsWith(Encoding.UTF8.GetBytes(FirstLine + '\n'))
                ? new BuildRecord(folder, text, end + EndOfHeader.Length)
                : throw new LauncherException($"{file} is not what this launcher writes. Delete {folder}, and start again.");
        }
        catch (UnauthorizedAccessException)
        {
            throw Access.Denied(folder);
        }
        catch (IOException exception)
        {
            throw new LauncherException($"{file} cannot be read: {exception.Message} Delete {folder}, and start again.");
        }
    }

    /// <summary>The text of a record.</summary>
    /// <param name="header">The lines of the header.</param>
    /// <param name="inputs">The lines of the inputs.</param>
    public static string Compose(IEnumerable<string> header, string inputs) => $"{FirstLine}\n{string.Join('\n', header)}\n\n{inputs}";

    /// <summary>The text of this record with other inputs.</summary>
    public string With(string inputs) => Compose(_header.Where(line => line.Length > 0).Skip(1), inputs);

    private string? Value(string name)
    {
        foreach (var line in _header)
        {
            if (line.Length > name.Length && line[name.Length] == ' ' && line.StartsWith(name, StringComparison.Ordinal))
                return line[(name.Length + 1)..];
        }

        return null;
    }
}
