namespace Lifelines.Tests;

/// <summary>What <c>./build.sh test</c> says in the end.</summary>
public static class ListingSkippedTests
{
    [Fact]
    public static void AFailureInColoursHidesNone()
    {
        var folder = Directory.CreateTempSubdirectory("lifelines-").FullName;
        File.WriteAllText(
            Path.Combine(folder, "report.ctrf"),
            """
            {"results":{"tests":[
                {"status":"skipped","message":"wine is missing; root is needed"},
                {"status":"failed","message":"\e[31mred\e[0m"},
                {"status":"skipped","message":"root is needed"}]}}
            """.Replace(@"\e", "\e", StringComparison.Ordinal));
        Assert.Equal(["    2 skipped: root is needed", "    1 skipped: wine is missing"], TestReports.SkippedTests(folder));
        Directory.Delete(folder, recursive: true);
    }
}
