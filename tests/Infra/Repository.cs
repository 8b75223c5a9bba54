using System.Runtime.InteropServices;

namespace Lifelines.Tests.Infra;

internal static class Repository
{
    /// <summary>The folder of <c>build.sh</c>, above the folder that the tests run from.</summary>
    public static string Root { get; } = Find();

    /// <summary>The folder of the .NET that runs the tests.</summary>
    public static string DotNet { get; } = Path.GetFullPath("../../..", RuntimeEnvironment.GetRuntimeDirectory());

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "build.sh")))
            directory = directory.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below the repository.");

        return directory.FullName;
    }
}
