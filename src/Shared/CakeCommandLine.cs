namespace Lifelines;

/// <summary>Reads a command line as Cake 7 does.</summary>
internal static class CakeCommandLine
{
    // With these, Cake runs no task.
    private static readonly string[] _listings =
        ["--description", "--showdescription", "--tree", "--showtree", "--dryrun", "--noaction", "--whatif", "--help", "-h", "--version", "--info"];

    /// <summary>
    /// The tasks that the arguments invoke: the values of <c>--target</c>, and of <c>-t</c> as some scripts read it,
    /// behind '=' or ':' or as the next argument. None if the command line leaves the task to the script, or only asks
    /// for a list of tasks.
    /// </summary>
    public static IReadOnlyList<string> InvokedTargets(IReadOnlyList<string> arguments)
    {
        var targets = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            var end = arguments[i].IndexOfAny(['=', ':']);
            var option = end < 0 ? arguments[i] : arguments[i][..end];
            var value = end < 0 ? null : arguments[i][(end + 1)..];
            if (Array.Exists(_listings, listing => listing.Equals(option, StringComparison.OrdinalIgnoreCase)) && !"false".Equals(value, StringComparison.OrdinalIgnoreCase))
                return [];

            if (!option.Equals("--target", StringComparison.OrdinalIgnoreCase) && !option.Equals("-t", StringComparison.OrdinalIgnoreCase))
                continue;

            if (value is not null)
                targets.Add(value);
            else if (i + 1 < arguments.Count)
                targets.Add(arguments[++i]);
        }

        return targets;
    }
}
