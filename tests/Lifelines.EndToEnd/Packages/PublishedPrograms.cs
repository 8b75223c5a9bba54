namespace Lifelines.EndToEnd.Packages;

/// <summary>One program, published in every way; each when it is first asked for.</summary>
public sealed class PublishedPrograms : IDisposable
{
    private const string Source =
        """
        using Lifelines;

        if (args is ["terminate", .. var worker])
        {
            foreach (var process in (await new Lifeline(new LifelineOptions { IsSameCommand = arguments => arguments.SequenceEqual(worker) }).TerminateAsync()).Processes)
                Console.WriteLine(process.Outcome);

            return 0;
        }

        var result = await new Lifeline().RunAsync(async token =>
        {
            Console.WriteLine("working");
            try
            {
                await Task.Delay(-1, token);
            }
            finally
            {
                Console.WriteLine("cleaned up");
            }
        });
        return result.HasRun ? 0 : 75;
        """;

    private readonly PackageFeed _packages = new(Repository.Root, [PackageFeed.Precompiled], "Lifelines");
    private readonly Dictionary<string, string> _programs = [];

    /// <summary>The path of the program.</summary>
    public string Find(string way)
    {
        if (!_programs.TryGetValue(way, out var program))
            _programs[way] = program = _packages.Publish($"{way.Replace(' ', '-')}/worker", "Lifelines", Source, WaysToPublish.All[way]);

        return program;
    }

    /// <summary>The files of the package.</summary>
    internal PackageFeed Packages => _packages;

    public void Dispose() => _packages.Dispose();
}
