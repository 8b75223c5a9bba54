namespace Lifelines.Launcher;

/// <summary>
/// The front door of a build: it builds the build program if that is out of date, answers a redundant tick itself, and
/// otherwise becomes the program. For Cake it only answers.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args is [Recording.Option, var folder, var root])
            return Recording.Run(folder, root);

        if (args is [var option, .. var rest] && (option == CakeTick.Option || option.StartsWith(CakeTick.Option + "=", StringComparison.Ordinal)))
            return CakeTick.Answer(option[CakeTick.Option.Length..].TrimStart('='), rest);

        try
        {
            return Start(args);
        }
        catch (LauncherException exception)
        {
            Report.Say(exception.Message);
            return 1;
        }
        catch (StoppedException exception)
        {
            return exception.ExitCode;
        }
    }

    private static int Start(string[] args)
    {
        StandardStreams.Open();
        var record = BuildRecord.Read(AppContext.BaseDirectory);
        Environment.CurrentDirectory = record.Root;
        while (true)
        {
            var isCurrent = Currency.IsCurrent(record);
            if (isCurrent && Tick.IsRedundant(record.Program!, record.Scope, args))
                return 0;

            record = isCurrent ? record : BuildOrUseLast(record, args);
            if (!isCurrent && Tick.IsRedundant(record.Program!, record.Scope, args))
                return 0;

            // A build that came in between may have removed what this record says.
            if (BuildFolder.TryUse(Path.GetDirectoryName(record.Program)!))
                return Become.Program(record, args);

            record = BuildRecord.Read(AppContext.BaseDirectory);
        }
    }

    // What was built last ends a worker also where the sources do not compile, or the SDK is gone.
    private static BuildRecord BuildOrUseLast(BuildRecord record, string[] args)
    {
        try
        {
            return new Building(record, TimeProvider.System).Run();
        }
        catch (LauncherException) when (Tick.IsTermination(args) && Currency.HasProgram(record))
        {
            Report.Say("the build program cannot be built now, so what was built last does this.");
            return record;
        }
    }
}
