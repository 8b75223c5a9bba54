namespace Lifelines.Elections;

/// <summary>What this process holds. Static, since it is the process that holds a lifeline, not an object.</summary>
internal static class Holdings
{
    private static readonly Lock _lock = new();
    private static readonly Dictionary<string, Hold> _holds = [];

    /// <summary>The hold that all threads and values with the same key share.</summary>
    public static Hold Get(string key)
    {
        lock (_lock)
        {
            if (!_holds.TryGetValue(key, out var hold))
                _holds.Add(key, hold = new Hold(key));

            return hold;
        }
    }
}
