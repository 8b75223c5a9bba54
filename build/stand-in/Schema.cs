using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nuke.Common.Execution;

/// <summary>What completes targets and parameters: written where the program lies below its project.</summary>
internal static class Schema
{
    private static readonly JsonSerializerOptions _format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(NukeBuild build, IEnumerable<string> targets)
    {
        if (NukeBuild.FindFolder(AppContext.BaseDirectory, folder => folder.GetFiles("*.csproj").Length > 0) is null)
            return;

        var folder = Path.Combine(NukeBuild.RootDirectory, ".nuke");
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-04/schema#",
            ["definitions"] = new JsonObject
            {
                [nameof(ExecutableTarget)] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. targets.Order().Select(target => (JsonNode)target)]) },
                [nameof(NukeBuild)] = new JsonObject { ["properties"] = Properties(Parameter.OfEngine) },
            },
            ["allOf"] = new JsonArray(new JsonObject { ["properties"] = Properties(Parameters.Of(build)) }, Reference(nameof(NukeBuild))),
        };
        File.WriteAllText(Path.Combine(folder, "build.schema.json"), schema.ToJsonString(_format) + "\n");
        if (!File.Exists(Path.Combine(folder, "parameters.json")))
            File.WriteAllText(Path.Combine(folder, "parameters.json"), "{\n  \"$schema\": \"./build.schema.json\"\n}\n");
    }

    private static JsonObject Properties(IEnumerable<Parameter> parameters) =>
        new(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, (JsonNode?)(parameter.Type == typeof(ExecutableTarget)
            ? new JsonObject { ["type"] = "array", ["description"] = parameter.Description, ["items"] = Reference(nameof(ExecutableTarget)) }
            : new JsonObject { ["type"] = parameter.Type == typeof(bool) ? "boolean" : parameter.Type == typeof(double) ? "number" : "string", ["description"] = parameter.Description }))));

    private static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };
}
