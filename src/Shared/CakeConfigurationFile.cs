namespace Lifelines;

/// <summary>Reads the file of Cake's configuration, in the folder of the script.</summary>
internal static class CakeConfigurationFile
{
    public const string Name = "cake.config";

    /// <summary>What says whose processes count.</summary>
    public const string ScopeKey = "Lifelines_Scope";

    /// <summary>The value of a key; null if the file does not have it.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="key">The key: its section, an underscore, and its name there.</param>
    public static string? Value(string text, string key)
    {
        string section = "", value = "";
        var isThere = false;
        foreach (var part in text.Split('\n'))
        {
            var line = part.Trim();
            if (line.StartsWith('[') && line.EndsWith(']'))
                section = line[1..^1] + "_";

            var end = line.IndexOf('=', StringComparison.Ordinal);
            if (end < 0 || line[0] is ';' or '#' || !(section + line[..end].TrimEnd()).Equals(key, StringComparison.OrdinalIgnoreCase))
                continue;

            value = line[(end + 1)..].Trim().Trim('"');
            isThere = true;
        }

        return isThere ? value : null;
    }
}
