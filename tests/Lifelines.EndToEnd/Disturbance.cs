using System.Security.Cryptography;

namespace Lifelines.EndToEnd;

/// <summary>What may happen to the processes of a herd while they decide: a third are stopped for a moment, and one is killed, at random moments.</summary>
internal static class Disturbance
{
    // About as long as a herd takes to decide.
    private const int LongestDelay = 300;

    public static Task Disturb(IReadOnlyList<Child> herd)
    {
        var shuffled = herd.ToArray();
        RandomNumberGenerator.Shuffle(shuffled.AsSpan());
        return Task.WhenAll([KillLater(shuffled[0]), .. shuffled.Skip(1).Take((herd.Count + 2) / 3).Select(StopForAMoment)]);
    }

    private static async Task KillLater(Child child)
    {
        await RandomDelay();
        child.Signal("KILL");
        _ = await child.WaitForExit();
    }

    private static async Task StopForAMoment(Child child)
    {
        await RandomDelay();
        child.Signal("STOP");
        await RandomDelay();
        child.Signal("CONT");
    }

    private static Task RandomDelay() => Task.Delay(RandomNumberGenerator.GetInt32(LongestDelay));
}
