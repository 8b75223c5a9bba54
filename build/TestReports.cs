using System.Text.Json;
using System.Text.RegularExpressions;

/// <summary>The reports (ctrf.io) that <c>dotnet test</c> leaves in a folder.</summary>
internal static partial class TestReports
{
    /// <summary>A line for each reason to skip tests, which may have several.</summary>
    public static IEnumerable<string> SkippedTests(string folder) =>
        Directory.GetFiles(folder, "*.ctrf")
            .SelectMany(file => JsonDocument.Parse(ControlCharacters().Replace(File.ReadAllText(file), " ")).RootElement.GetProperty("results").GetProperty("tests").EnumerateArray())
            .Where(test => test.GetProperty("status").GetString() == "skipped")
            .SelectMany(test => test.GetProperty("message").GetString()!.Split("; "))
            .GroupBy(reason => reason)
            .OrderBy(tests => tests.Key)
            .Select(tests => $"{tests.Count(),5} skipped: {tests.Key}");

    // xunit.v3 4.0 does not escape those of a failure's message, such as a terminal's colours.
    [GeneratedRegex(@"\p{Cc}")]
    private static partial Regex ControlCharacters();
}
