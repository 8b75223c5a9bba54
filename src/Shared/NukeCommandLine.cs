namespace Lifelines;

/// <summary>
/// Reads a command line as NUKE 10 does: options start with a dash and are found by their letters, without dashes and
/// case; an option's values are what follows until the next option; the last of equal options counts.
/// </summary>
/// <remarks>A redundant tick runs this for each process of the program: without LINQ, it has one assembly less to load.</remarks>
internal static class NukeCommandLine
{
    /// <summary>
    /// The targets that the arguments invoke: the values of <c>--target</c>, or else what stands before the first option.
    /// None if the arguments only ask for help or for the plan.
    /// </summary>
    public static IReadOnlyList<string> InvokedTargets(IReadOnlyList<string> arguments)
    {
        if (Values(arguments, "help") is not null || Values(arguments, "plan") is not null)
            return [];

        return NamedTargets(arguments);
    }

    /// <summary>The targets that the arguments name, also if they only ask for help or for the plan.</summary>
    public static IReadOnlyList<string> NamedTargets(IReadOnlyList<string> arguments)
    {
        var targets = new List<string>();
        foreach (var value in Values(arguments, "target") ?? ValuesFrom(arguments, 0))
            targets.AddRange(value.Split('+', StringSplitOptions.RemoveEmptyEntries));

        return targets;
    }

    /// <summary>The values of an option; null if it is not there.</summary>
    public static IReadOnlyList<string>? Values(IReadOnlyList<string> arguments, string option)
    {
        for (var i = arguments.Count - 1; i >= 0; i--)
        {
            if (IsOption(arguments[i], option))
                return ValuesFrom(arguments, i + 1);
        }

        return null;
    }

    /// <summary>
    /// Reads <c>--grace-period</c>, in seconds. It is no parameter of NUKE's, so <c>--grace-period=30</c> is one too: taken for
    /// another option, it would be the default that counts, and nobody would notice.
    /// </summary>
    /// <exception cref="FormatException">The value is not a number of seconds.</exception>
    public static TimeSpan? GracePeriod(IReadOnlyList<string> arguments)
    {
        List<string>? values = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            var end = arguments[i].IndexOfAny(['=', ':']);
            if (IsOption(end < 0 ? arguments[i] : arguments[i][..end], "graceperiod"))
                values = [.. end < 0 ? Array.Empty<string>() : [arguments[i][(end + 1)..]], .. ValuesFrom(arguments, i + 1)];
        }

        return values is null ? null : Lifelines.GracePeriod.Parse(values);
    }

    private static bool IsOption(string argument, string option) =>
        argument.StartsWith('-') && argument.Replace("-", "", StringComparison.Ordinal).Equals(option, StringComparison.OrdinalIgnoreCase);

    private static List<string> ValuesFrom(IReadOnlyList<string> arguments, int index)
    {
        var values = new List<string>();
        for (; index < arguments.Count && !arguments[index].StartsWith('-'); index++)
            values.Add(arguments[index]);

        return values;
    }
}
