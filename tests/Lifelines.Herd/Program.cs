using Lifelines.Tests.Infra;

// Starts herds for as many rounds as the first argument says, and prints how many rounds ended with how many holders.
if (args is not ([] or [_]) || !int.TryParse(args.FirstOrDefault("20"), out var rounds) || rounds < 1)
{
    Console.Error.WriteLine("usage: Lifelines.Herd [ROUNDS], a number from 1, by default 20");
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
