using System.Diagnostics;

/// <summary>Prints lines, and after each ten seconds without one says what is going on.</summary>
internal sealed class Progress : IDisposable
{
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(10);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Timer _timer;

    public Progress(Func<string> status) => _timer = new Timer(_ => Console.WriteLine($"{_watch.Elapsed:m\\:ss} {status()}"), null, _silence, _silence);

    public void WriteLine(string line)
    {
        Console.WriteLine(line);
        _ = _timer.Change(_silence, _silence);
    }

    public void Dispose() => _timer.Dispose();
}
