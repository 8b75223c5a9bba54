using Lifelines.EndToEnd.Nuke;

namespace Lifelines.EndToEnd;

/// <summary>Starts herds of several sizes, and prints how many rounds ended with how many holders.</summary>
internal static class HerdTable
{
    public static async Task<int> Print(string[] arguments)
    {
        var isDisturbed = arguments is [.., "disturbed"];
        if (arguments.Length > (isDisturbed ? 2 : 1) || !int.TryParse(arguments.FirstOrDefault("20"), out var rounds) || rounds < 1)
        {
            Console.Error.WriteLine("usage: Lifelines.EndToEnd herd [ROUNDS [disturbed]], a number from 1, by default 20");
            return 2;
        }

        using var build = new TestBuild();
        using var worker = new Worker();
        var herds = new (string Name, Herd Herd)[]
        {
            (".NET program", new Herd([Worker.Program, .. worker.Arguments()], "running", build.Root)),
            ("NUKE build", new Herd([build.Program, "appname-lifeline"], "working as", build.Root)),
        };

        Console.WriteLine("| program | starts | rounds | no holder | one holder | more |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        var isClean = true;
        foreach (var (name, herd) in herds)
        {
            foreach (var copies in (int[])[2, 5, 20, 50])
            {
                var holders = new List<int>();
                for (var round = 0; round < rounds; round++)
                    holders.Add(await herd.Run(copies, isDisturbed ? Disturbance.Disturb : null));

                // The one that is killed may have been the holder.
                isClean &= holders.TrueForAll(count => count == 1 || (count == 0 && isDisturbed));
                Console.WriteLine($"| {name} | {copies} | {rounds} | {holders.Count(count => count == 0)} | {holders.Count(count => count == 1)} | {holders.Count(count => count > 1)} |");
            }
        }

        return isClean ? 0 : 1;
    }
}
