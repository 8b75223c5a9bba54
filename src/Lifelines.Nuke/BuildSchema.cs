using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serilog;

namespace Lifelines.Nuke;

/// <summary>The file by which shells complete targets, and editors check them: the engine writes it, from the target properties of the build class alone.</summary>
/// <param name="folder">The folder <c>.nuke</c>.</param>
internal sealed class BuildSchema(string folder)
{
    // As the engine writes it, so that the file of one build is the same text each time.
    private static readonly JsonSerializerOptions _format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _file = Path.Combine(folder, "build.schema.json");

    /// <summary>Adds targets, as far as they are missing; what is no such file stays as it is.</summary>
    public void Add(IEnumerable<string> targets)
    {
        try
        {
            if (!File.Exists(_file) || JsonNode.Parse(File.ReadAllText(_file)) is not JsonObject schema || schema["definitions"]?["ExecutableTarget"]?["enum"] is not JsonArray known)
                return;

            var missing = targets.Except(known.Select(target => $"{target}")).ToList();
            if (missing.Count == 0)
                return;

            missing.ForEach(target => known.Add((JsonNode)target));
            // In place: another user may be the file's owner, and has to write it too.
            File.WriteAllText(_file, $"{schema.ToJsonString(_format)}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            Log.Verbose(exception, "The targets of lifelines cannot be completed");
        }
    }
}
