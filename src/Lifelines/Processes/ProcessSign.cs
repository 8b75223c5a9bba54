namespace Lifelines.Processes;

/// <summary>
/// What a process shows of itself to all others, whoever their user is: the name of a thread that does nothing else.
/// It needs no file, ends with the process, and leaves the name alone by which operators find the process.
/// </summary>
/// <param name="name">The name, of at most 15 bytes: TASK_COMM_LEN of include/linux/sched.h.</param>
internal sealed class ProcessSign(string name)
{
    /// <summary>It was told to stop.</summary>
    public static ProcessSign Stopping { get; } = new("lifeline-stops");

    /// <summary>It is ending processes of a lifeline that its own command is one of.</summary>
    public static ProcessSign Terminating { get; } = new("lifeline-ends");

    public string Name => name;

    /// <summary>Shows it until the result is disposed.</summary>
    public IDisposable Show() => new Shown(name);

    private sealed class Shown : IDisposable
    {
        private readonly object _state = new();
        private bool _isShown;
        private bool _isOver;

        public Shown(string name)
        {
            try
            {
                new Thread(() => Show(name)) { IsBackground = true }.Start();
            }
            catch (OutOfMemoryException)
            {
                // The system allows no more threads, pthread_create(3): it goes without.
                return;
            }

            lock (_state)
            {
                while (!_isShown)
                    _ = Monitor.Wait(_state);
            }
        }

        public void Dispose()
        {
            lock (_state)
            {
                _isOver = true;
                Monitor.PulseAll(_state);
            }
        }

        private void Show(string name)
        {
            Thread.CurrentThread.Name = name;
            lock (_state)
            {
                _isShown = true;
                Monitor.PulseAll(_state);
                while (!_isOver)
                    _ = Monitor.Wait(_state);
            }
        }
    }
}
