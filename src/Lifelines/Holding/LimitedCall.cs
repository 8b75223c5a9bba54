namespace Lifelines.Holding;

/// <summary>Calls what may never return, on a thread of its own: the thread pool may be starved.</summary>
internal static class LimitedCall
{
    /// <summary>Starts a call and waits for it at most so long.</summary>
    /// <param name="call">The call.</param>
    /// <param name="limit">How long to wait; it may go on after that.</param>
    /// <param name="onFailure">Is given what it throws.</param>
    public static void Run(Action call, TimeSpan limit, Action<Exception>? onFailure = null)
    {
        var thread = new Thread(Call) { IsBackground = true };
        try
        {
            thread.Start();
        }
        catch (OutOfMemoryException)
        {
            // The system allows no more threads, pthread_create(3): it goes without.
            return;
        }

        _ = thread.Join(limit);

        void Call()
        {
            try
            {
                call();
            }
#pragma warning disable CA1031 // Nobody else would catch it here, and what follows must.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                onFailure?.Invoke(exception);
            }
        }
    }
}
