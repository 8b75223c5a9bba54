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
            if (arguments[i].StartsWith('-') && arguments[i].Replace("-", "", StringComparison.Ordinal).Equals(option, StringComparison.OrdinalIgnoreCase))
                return ValuesFrom(arguments, i + 1);
        }

        return null;
    }

    /// <summary>Reads <c>--grace-period</c>, in seconds.</summary>
    /// <exception cref="FormatException">The value is not a number of seconds.</exception>
    public static TimeSpan? GracePeriod(IReadOnlyList<string> arguments)
    {
        if (Values(arguments, "graceperiod") is not { } values)
            return null;

        return values is [var value] && uint.TryParse(value, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"--grace-period takes a number of seconds, such as --grace-period 30, and not \"{string.Join(' ', values)}\".");
    }

    private static List<string> ValuesFrom(IReadOnlyList<string> arguments, int index)
    {
        var values = new List<string>();
        for (; index < arguments.Count && !arguments[index].StartsWith('-'); index++)
            values.Add(arguments[index]);

        return values;
    }
}
