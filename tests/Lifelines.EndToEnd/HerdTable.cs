namespace Lifelines.EndToEnd;

/// <summary>Starts herds of several sizes, and prints how many rounds ended with how many holders.</summary>
internal static class HerdTable
{
    public static async Task<int> Print(string[] arguments)
    {
        if (arguments is not ([] or [_]) || !int.TryParse(arguments.FirstOrDefault("20"), out var rounds) || rounds < 1)
        {
            Console.Error.WriteLine("usage: Lifelines.EndToEnd herd [ROUNDS], a number from 1, by default 20");
            return 2;
        }

        var root = Directory.CreateTempSubdirectory("lifelines-herd-").FullName;
        _ = Directory.CreateDirectory(Path.Combine(root, ".nuke"));
        var herds = new (string Name, Herd Herd)[]
        {
            ("Lifeline.Run", new Herd([Path.Combine(AppContext.BaseDirectory, "testworker"), "work", "default", "herd"], "running", root)),
            ("NUKE build", new Herd([Path.Combine(AppContext.BaseDirectory, "testbuild"), "appname-lifeline"], "working as", root)),
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
                    holders.Add(await herd.Run(copies));

                isClean &= holders.TrueForAll(count => count == 1);
                Console.WriteLine($"| {name} | {copies} | {rounds} | {holders.Count(count => count == 0)} | {holders.Count(count => count == 1)} | {holders.Count(count => count > 1)} |");
            }
        }

        Directory.Delete(root, recursive: true);
        return isClean ? 0 : 1;
    }
}
