namespace Lifelines;

/// <summary>Reads a command line as Cake 7 does.</summary>
/// <remarks>A redundant tick runs this for each process of Cake: without LINQ, it has one assembly less to load.</remarks>
internal static class CakeCommandLine
{
    private static readonly string[] _descriptions = ["--description", "--descriptions", "--showdescription", "--showdescriptions"];
    private static readonly string[] _plans = ["--tree", "--showtree", "--dryrun", "--noop", "--whatif"];
    private static readonly string[] _others = ["--bootstrap", "--help", "-h", "--version", "--ver", "--info"];

    /// <summary>
    /// The tasks that the arguments invoke: the values of <c>--target</c>, and of <c>-t</c> as some scripts read it,
    /// behind '=' or ':' or as the next argument. None if the command line leaves the task to the script, or only asks
    /// for a list of tasks.
    /// </summary>
    public static IReadOnlyList<string> InvokedTargets(IReadOnlyList<string> arguments)
    {
        if (IsListing(arguments))
            return [];

        var targets = new List<string>();
        targets.AddRange(Values(arguments, "--target", "-t"));
        return targets;
    }

    /// <summary>Whether the arguments ask for a list, a tree, a plan or the like: no task runs.</summary>
    public static bool IsListing(IReadOnlyList<string> arguments) => HasFlag(arguments, _plans) || HasFlag(arguments, _others) || IsDescription(arguments);

    /// <summary>Whether it is sure that Cake lists or plans tasks: as Cake does, this compares the case, and knows no option behind <c>--</c>.</summary>
    public static bool IsSurelyListing(IReadOnlyList<string> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument == "--")
                return false;

            if (Array.IndexOf(_plans, argument) >= 0 || Array.IndexOf(_descriptions, argument) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Whether the arguments ask for a list of the tasks.</summary>
    public static bool IsDescription(IReadOnlyList<string> arguments) => HasFlag(arguments, _descriptions);

    /// <summary>The verbosity that the arguments ask for; null if they ask for none.</summary>
    public static string? Verbosity(IReadOnlyList<string> arguments) => Values(arguments, "--verbosity", "-v") is [.., var last] ? last : null;

    /// <summary>Reads <c>--grace-period</c>, in seconds.</summary>
    /// <exception cref="FormatException">The value is not a number of seconds.</exception>
    public static TimeSpan? GracePeriod(IReadOnlyList<string> arguments) =>
        HasOption(arguments, "--grace-period") ? Lifelines.GracePeriod.Parse(Values(arguments, "--grace-period")) : null;

    /// <summary>The values of an option, by any of its names, in the order of the arguments.</summary>
    public static IReadOnlyList<string> Values(IReadOnlyList<string> arguments, params string[] names)
    {
        var values = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var (option, value) = Split(arguments[i]);
            if (!IsOneOf(option, names))
                continue;

            if (value is not null)
                values.Add(value);
            else if (i + 1 < arguments.Count)
                values.Add(arguments[++i]);
        }

        return values;
    }

    private static bool HasOption(IReadOnlyList<string> arguments, string name)
    {
        foreach (var argument in arguments)
        {
            if (IsOneOf(Split(argument).Option, [name]))
                return true;
        }

        return false;
    }

    private static bool HasFlag(IReadOnlyList<string> arguments, string[] names)
    {
        foreach (var argument in arguments)
        {
            var (option, value) = Split(argument);
            if (IsOneOf(option, names) && !"false".Equals(value, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static (string Option, string? Value) Split(string argument)
    {
        var end = argument.AsSpan().IndexOfAny('=', ':');
        return end < 0 ? (argument, null) : (argument[..end], argument[(end + 1)..]);
    }

    private static bool IsOneOf(string option, string[] names)
    {
        foreach (var name in names)
        {
            if (name.Equals(option, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
