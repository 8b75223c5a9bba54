namespace Lifelines.Processes;

/// <summary>The command of a .NET tool, which may be called otherwise than its assembly: <c>ticker</c> and <c>dotnet …/Ticker.Tool.dll</c> run one program.</summary>
/// <param name="Name">The command.</param>
/// <param name="Assembly">The file name of the assembly, without <c>.dll</c>.</param>
internal sealed record ToolCommand(string Name, string Assembly)
{
    // What a package of a tool has beside the tool, in tools/FRAMEWORK/RUNTIME: dotnet/sdk, ToolConfigurationDeserializer.
    private const string Settings = "DotnetToolSettings.xml";

    private static readonly string _tools = $"{Path.DirectorySeparatorChar}tools{Path.DirectorySeparatorChar}";

    /// <summary>Reads it from the folder that the tool's assembly lies in; null if that is no tool's. Most folders are dismissed by their path.</summary>
    /// <exception cref="LifelineException">The file cannot be read.</exception>
    public static ToolCommand? TryRead(string folder)
    {
        var file = folder.Contains(_tools, StringComparison.Ordinal) ? Path.Combine(folder, Settings) : null;
        if (!File.Exists(file))
            return null;

        try
        {
            return TryParse(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LifelineException($"It cannot be told by what command a .NET tool is called: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the file's text; null if it names no command.</summary>
    /// <remarks>Without a reader of XML: its assemblies would cost a tick more than its election.</remarks>
    public static ToolCommand? TryParse(string xml)
    {
        ReadOnlySpan<char> text = xml.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');
        var start = text.IndexOf("<Command ", StringComparison.Ordinal);
        if (start < 0)
            return null;

        var command = text[start..];
        command = command[..(command.IndexOf('>') + 1)];
        return Attribute(command, " Name=") is { } name && Attribute(command, " EntryPoint=") is { } entryPoint
            ? new ToolCommand(name, Path.GetExtension(entryPoint) is ".dll" or ".exe" ? Path.GetFileNameWithoutExtension(entryPoint) : entryPoint)
            : null;
    }

    private static string? Attribute(ReadOnlySpan<char> element, string name)
    {
        var start = element.IndexOf(name, StringComparison.Ordinal) + name.Length;
        if (start < name.Length || start == element.Length)
            return null;

        var value = element[(start + 1)..];
        var end = value.IndexOf(element[start]);
        return end > 0 ? value[..end].ToString() : null;
    }
}
