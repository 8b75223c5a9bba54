using System.Text;
using Lifelines.Processes;

namespace Lifelines;

public static partial class Lifeline
{
    /// <summary>Whether another process of this lifeline is running.</summary>
    /// <param name="options">What makes two processes the same lifeline; by default the same program and arguments.</param>
    /// <returns>Whether there is one; the calling process does not count.</returns>
    /// <exception cref="LifelineException">The process table could hide another process.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public static bool IsRunning(LifelineOptions? options = null) =>
        new Candidate(ProcessTable.Open(), options ?? new LifelineOptions()).FindOthers().Count > 0;

    /// <summary>Whether the program of a path runs with arguments that are the same command by <see cref="LifelineOptions.IsSameCommand"/>.</summary>
    internal static bool IsRunning(string path, LifelineOptions options)
    {
        var program = Encoding.UTF8.GetString(CommandLine.Program(Encoding.UTF8.GetBytes(path), out _));
        foreach (var process in ProcessTable.Open().Find(program, options.Scope))
        {
            _ = CommandLine.Program(process.CommandLine, out var arguments);
            if (options.IsSameCommand!(CommandLine.Split(arguments)))
                return true;
        }

        return false;
    }

    /// <summary>Lists the other running processes of this lifeline, with what they have used so far.</summary>
    /// <param name="options">What makes two processes the same lifeline; by default the same program and arguments.</param>
    /// <returns>The processes, the oldest first; the calling process does not count.</returns>
    /// <exception cref="LifelineException">The process table could hide another process.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public static IReadOnlyList<RunningProcess> List(LifelineOptions? options = null)
    {
        var table = ProcessTable.Open();
        return
        [
            .. new Candidate(table, options ?? new LifelineOptions()).FindInstances()
                .OrderBy(process => process.Key)
                .Select(process => RunningProcess.TryRead(LifelineProcess.Describe(table, process)))
                .OfType<RunningProcess>(),
        ];
    }
}
