namespace Lifelines.Elections;

/// <summary>What this process holds. Static, since it is the process that holds a lifeline, not an object.</summary>
internal static class Holdings
{
    private static readonly Lock _lock = new();
    private static readonly List<Hold> _holds = [];

    /// <summary>The hold that all threads and values with the same key share.</summary>
    public static Hold Get(string key)
    {
        lock (_lock)
        {
            var hold = _holds.Find(other => other.Key == key);
            if (hold is null)
                _holds.Add(hold = new Hold(key));

            return hold;
        }
    }
}
