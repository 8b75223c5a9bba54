using Lifelines.Identity;

namespace Lifelines.Elections;

/// <summary>
/// Which lifelines this process is in the running for, or holds, and which it has left by yielding. Static, since all
/// others see one name for the whole process.
/// </summary>
internal static class Standing
{
    private static readonly Lock _lock = new();
    private static readonly List<Hold> _active = [];
    private static readonly List<Hold> _left = [];
    private static string? _shown;

    /// <summary>Whether this process holds another lifeline already.</summary>
    public static bool HoldsOther(Hold hold)
    {
        lock (_lock)
            return _active.Exists(other => other.IsHeld && other != hold);
    }

    /// <summary>Enters a lifeline's election: from now on, this process counts.</summary>
    /// <exception cref="InvalidOperationException">It cannot be told from one that this process has left.</exception>
    public static void Enter(Hold hold, Func<string?, bool> show) => Change(() =>
    {
        _ = _left.Remove(hold);
        _active.Add(hold);
    }, hold, show);

    /// <summary>Leaves a lifeline: this process is none of its workers, however long it lives on.</summary>
    /// <exception cref="InvalidOperationException">It cannot be told from one that this process holds.</exception>
    public static void Leave(Hold hold, Func<string?, bool> show) => Change(() =>
    {
        _ = _active.Remove(hold);
        _left.Add(hold);
    }, hold, show);

    private static void Change(Action change, Hold hold, Func<string?, bool> show)
    {
        lock (_lock)
        {
            change();
            string? name;
            try
            {
                name = Mark.Of(Keys(_active), Keys(_left));
            }
            catch (InvalidOperationException)
            {
                _ = _active.Remove(hold);
                _ = _left.Remove(hold);
                throw;
            }

            if (name == _shown)
                return;

            if (show(name))
                _shown = name;
            else if (_shown is not null)
                throw new LifelineException($"This process cannot change the name {_shown}, by which others see that it has left a lifeline.");
        }
    }

    private static List<string> Keys(List<Hold> holds)
    {
        var keys = new List<string>();
        foreach (var hold in holds)
            keys.Add(hold.Key);

        return keys;
    }
}
