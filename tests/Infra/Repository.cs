namespace Lifelines.Tests.Infra;

internal static class Repository
{
    /// <summary>The folder of <c>build.sh</c>, above the folder that the tests run from.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "build.sh")))
            directory = directory.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below the repository.");

        return directory.FullName;
    }
}
