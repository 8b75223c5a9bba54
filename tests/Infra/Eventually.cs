using System.Diagnostics;

namespace Lifelines.Tests.Infra;

internal static class Eventually
{
    /// <summary>Waits for a condition; fails with a description of what was there instead.</summary>
    public static async Task IsTrue(Func<bool> condition, Func<string> otherwise, TimeSpan? patience = null)
    {
        for (var start = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(20))
        {
            if (Stopwatch.GetElapsedTime(start) > (patience ?? Child.Patience))
                throw new TimeoutException(otherwise());
        }
    }
}
