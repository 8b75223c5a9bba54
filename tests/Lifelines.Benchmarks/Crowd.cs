using System.Diagnostics;

namespace Lifelines.Benchmarks;

/// <summary>Many processes that do nothing.</summary>
internal sealed class Crowd
{
    private readonly List<Process> _processes = [];

    public void GrowTo(int size)
    {
        while (_processes.Count < size)
            _processes.Add(Process.Start(new ProcessStartInfo("sleep", ["3600"]))!);
    }

    public void Disperse()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            process.Dispose();
        }
    }
}
