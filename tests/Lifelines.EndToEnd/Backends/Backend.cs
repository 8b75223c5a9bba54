using System.Diagnostics;

namespace Lifelines.EndToEnd.Backends;

/// <summary>A way to look at the processes, as what starts the test worker with it.</summary>
/// <param name="command">Starts the worker, with its arguments behind.</param>
/// <param name="environment">What the worker finds in its environment.</param>
internal sealed class Backend(string[] command, params (string Name, string Value)[] environment)
{
    public string[] Command => command;

    public IReadOnlyDictionary<string, string> Environment { get; } = environment.ToDictionary(variable => variable.Name, variable => variable.Value);

    public Child Start(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> variables)
    {
        var startInfo = new ProcessStartInfo(command[0], [.. command[1..], .. arguments]);
        foreach (var (name, value) in environment.Concat(variables))
            startInfo.Environment[name] = value;

        return Child.Start(startInfo);
    }
}
