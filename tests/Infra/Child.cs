using System.Collections.Concurrent;
using System.Diagnostics;

namespace Lifelines.Tests.Infra;

/// <summary>A real process that a test started. Whatever becomes of the test, it is killed in the end, by its own pid, with what it started.</summary>
internal sealed class Child : IDisposable
{
    /// <summary>How long a test waits for what is sure to happen: generous, since nothing is measured by it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private bool _isDisposed;

    private Child(ProcessStartInfo startInfo)
    {
        startInfo.RedirectStandardOutput = true;
        startInfo.RedirectStandardError = true;
        _process = Process.Start(startInfo)!;
        _process.OutputDataReceived += Receive;
        _process.ErrorDataReceived += Receive;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public string Command => $"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)}";

    public bool HasExited => _process.HasExited;

    /// <summary>What it has printed so far, on both streams.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>The same without what the lifeline says of how it ended.</summary>
    public string OwnOutput => string.Join('\n', _lines.Where(line => !line.StartsWith("lifeline=", StringComparison.Ordinal)));

    public static Child Start(string file, params IEnumerable<string> arguments) => new(new ProcessStartInfo(file, arguments));

    public static Child Start(ProcessStartInfo startInfo) => new(startInfo);

    /// <summary>Waits until it has printed a line with this text, and returns the line.</summary>
    public async Task<string> WaitForLine(string text, TimeSpan? patience = null)
    {
        var end = _process.WaitForExitAsync();
        await Eventually.IsTrue(() => Find() is not null || end.IsCompleted, () => $"pid {Id} did not print \"{text}\", but: {Output}", patience);
        return Find() ?? throw new InvalidOperationException($"pid {Id} ended with {_process.ExitCode} and did not print \"{text}\", but: {Output}");

        string? Find() => _lines.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>Waits until it ends, and returns its exit code.</summary>
    public async Task<int> WaitForExit()
    {
        var end = _process.WaitForExitAsync();
        await Eventually.IsTrue(() => end.IsCompleted, () => $"pid {Id} did not end; it printed: {Output}");
        return _process.ExitCode;
    }

    /// <summary>Sends a signal, unless it has ended.</summary>
    public void Signal(string signal)
    {
        if (!_process.HasExited)
            Shell.Run("sh", "-c", $"kill -{signal} {Id} 2> /dev/null || ! kill -0 {Id} 2> /dev/null");
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;

        _isDisposed = true;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);

        _process.Dispose();
    }

    private void Receive(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
            _lines.Enqueue(text);
    }
}
