namespace Lifelines.EndToEnd.Machines;

/// <summary>What came of a fault.</summary>
/// <param name="Name">What happened.</param>
/// <param name="Told">After how long the holder's action was told; null if it was not.</param>
/// <param name="Acquired">After how long the other machine's worker worked; null if it did not.</param>
/// <param name="Overlap">For how long both worked.</param>
/// <param name="ExitCode">What the holder ended with; null if it went on.</param>
/// <param name="Output">What the holder printed.</param>
/// <param name="HasLeftChildren">Whether what the holder had started still runs.</param>
internal sealed record Fault(string Name, TimeSpan? Told, TimeSpan? Acquired, TimeSpan Overlap, int? ExitCode, string Output, bool HasLeftChildren);
