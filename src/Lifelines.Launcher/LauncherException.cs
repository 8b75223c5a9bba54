namespace Lifelines.Launcher;

/// <summary>Why the program cannot be started, as it is told.</summary>
internal sealed class LauncherException(string message) : Exception(message);
