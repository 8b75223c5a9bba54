using System.Text;
using System.Text.Json;
using Lifelines.Processes.Unix;

namespace Lifelines.Processes;

/// <summary>A program that is one file of C#, <c>./app.cs</c>: the SDK builds it into a folder of the user's and starts it from there.</summary>
internal static class FileBasedProgram
{
    /// <summary>The property of a file-based program's runtime configuration that has the path of its file: dotnet/sdk, documentation/general/dotnet-run-file.md.</summary>
    public const string FileProperty = "EntryPointFilePath";

    /// <summary>
    /// Finds the folder's name, which tells the program's file from any other: all of <c>app.cs</c> are called <c>app</c>.
    /// Empty if the path is not that of a file-based program.
    /// </summary>
    /// <remarks>
    /// <c>…/dotnet/runfile/NAME-HASH/bin/CONFIGURATION/FILE</c>, with a hash of the file's full path: dotnet/sdk,
    /// <c>VirtualProjectBuilder.GetArtifactsPath</c>. What the hash is made of does not count here.
    /// </remarks>
    public static ReadOnlySpan<byte> FolderName(ReadOnlySpan<byte> path)
    {
        var cache = "dotnet/runfile/"u8;
        var start = path.LastIndexOf("runfile"u8) - "dotnet/"u8.Length;
        if (start < 0 || (start > 0 && !IsSeparator(path[start - 1])) || !IsPath(path[start..], cache))
            return [];

        var rest = path[(start + cache.Length)..];
        var end = 0;
        while (end < rest.Length && !IsSeparator(rest[end]))
            end++;

        return rest[..end].Contains((byte)'-') && IsPath(rest[end..], "/bin/"u8) ? rest[..end] : [];
    }

    /// <summary>Reads the path of the file that the program of a command is built from; null if that cannot be read.</summary>
    public static string? TryReadFile(CommandLine command)
    {
        // The SDK starts it by its full path; a relative one would be that of another folder here.
        var path = Encoding.UTF8.GetString(command.Path);
        if (!Path.IsPathRooted(path))
            return null;

        var configuration = $"{Path.Combine(Path.GetDirectoryName(path) ?? "", Encoding.UTF8.GetString(command.Name))}.runtimeconfig.json";
        try
        {
            var json = new Utf8JsonReader(File.ReadAllBytes(configuration));
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(FileProperty) && json.Read())
                    return json.GetString();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            // The folder is another user's, or the program is being built again.
        }

        return null;
    }

    /// <summary>The path with symbolic links resolved, as far as the file is there.</summary>
    public static string Resolve(string file) => OperatingSystem.IsWindows() ? file : LibC.TryResolve(file) ?? file;

    private static bool IsPath(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
    {
        if (text.Length < start.Length)
            return false;

        for (var i = 0; i < start.Length; i++)
        {
            if (text[i] != start[i] && !(IsSeparator(text[i]) && start[i] == (byte)'/'))
                return false;
        }

        return true;
    }

    private static bool IsSeparator(byte letter) => letter == (byte)'/' || (letter == (byte)'\\' && OperatingSystem.IsWindows());
}
