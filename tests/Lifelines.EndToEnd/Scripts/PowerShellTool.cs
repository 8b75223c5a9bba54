namespace Lifelines.EndToEnd.Scripts;

/// <summary>PowerShell 7 as a .NET tool, in a folder of its own.</summary>
public sealed class PowerShellTool : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PowerShellTool() => Shell.Run("dotnet", "tool", "install", "PowerShell", "--version", "7.6.9", "--tool-path", _folder.Path);

    public string Program => Path.Combine(_folder.Path, "pwsh");

    public void Dispose() => _folder.Dispose();
}
