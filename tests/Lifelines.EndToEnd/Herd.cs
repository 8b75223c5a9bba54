namespace Lifelines.EndToEnd;

/// <summary>Starts many copies of a program at the same moment, and counts how many of them hold the lifeline.</summary>
/// <param name="program">The program and its arguments.</param>
/// <param name="sign">What a copy prints when it holds.</param>
/// <param name="workingDirectory">Where the copies run.</param>
/// <param name="environment">What the copies find in their environment.</param>
internal sealed class Herd(string[] program, string sign, string workingDirectory, IReadOnlyDictionary<string, string>? environment = null)
{
    // Each waits for the gate to open and is replaced by the program then: all at once, in an order that has nothing to do with their age.
    private const string Wait = "read -r _ < \"$GATE\"; exec \"$@\"";

    /// <summary>Runs a round.</summary>
    /// <param name="copies">How many copies start.</param>
    /// <param name="disturb">What is done to them meanwhile; it ends before they are counted.</param>
    /// <returns>How many of them hold, after all have decided.</returns>
    public async Task<int> Run(int copies, Func<IReadOnlyList<Child>, Task>? disturb = null)
    {
        var gate = Path.Combine(Path.GetTempPath(), $"lifelines-gate-{Guid.NewGuid():N}");
        Shell.Run("mkfifo", gate);
        using var opening = new FileStream(gate, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var herd = new List<Child>();
        try
        {
            for (var copy = 0; copy < copies; copy++)
            {
                var startInfo = new System.Diagnostics.ProcessStartInfo("bash", ["-c", Wait, "bash", .. program]) { WorkingDirectory = workingDirectory };
                startInfo.Environment["GATE"] = gate;
                startInfo.Environment["NUKE_TELEMETRY_OPTOUT"] = "1";
                foreach (var (name, value) in environment ?? new Dictionary<string, string>())
                    startInfo.Environment[name] = value;

                herd.Add(Child.Start(startInfo));
            }

            // A line for each.
            opening.Write(Enumerable.Repeat((byte)'\n', copies).ToArray());
            opening.Flush();
            await (disturb?.Invoke(herd) ?? Task.CompletedTask);
            await Eventually.IsTrue(() => herd.TrueForAll(HasDecided), () => string.Join('\n', herd.Select(child => $"{child.Id} {child.Output}")));
            return herd.Count(child => Holds(child) && !child.HasExited);
        }
        finally
        {
            herd.ForEach(child => child.Dispose());
            File.Delete(gate);
        }
    }

    private bool Holds(Child child) => child.Output.Contains(sign, StringComparison.Ordinal);

    private bool HasDecided(Child child) => child.HasExited || Holds(child);
}
