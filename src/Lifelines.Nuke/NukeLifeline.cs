using Serilog;

namespace Lifelines.Nuke;

/// <summary>A lifeline that is named by a target on the command line of a NUKE build.</summary>
internal static class NukeLifeline
{
    private static readonly Dictionary<string, bool> _decided = [];

    /// <summary>Whose processes count, if the gate was asked; null if the build has no gate.</summary>
    public static LifelineScope? GateScope { get; set; }

    public static LifelineOptions Options(string name, string key, LifelineScope scope, TimeSpan? gracePeriod = null) =>
        LifelineName.Options(name, key, scope, gracePeriod, NukeCommandLine.InvokedTargets);

    /// <summary>Elects, once for each lifeline: whoever holds one goes on holding it, whatever starts later.</summary>
    public static bool TryHold(string name, string key, LifelineScope scope)
    {
        if (!_decided.TryGetValue(key, out var isHeld))
            return _decided[key] = Lifeline.TryHold(Options(name, key, scope));

        if (isHeld)
            LogStart(name);

        return isHeld;
    }

    // The gate decided before there was a log. A method of its own: what logs is loaded with the method that does.
    private static void LogStart(string name) => Log.Information("{Lifeline:l} starts as pid {Pid}", name, Environment.ProcessId);
}
