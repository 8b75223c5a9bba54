namespace Lifelines.Nuke;

/// <summary>
/// Reads a command line as NUKE 10 does: options start with a dash and are found by their letters, without dashes and
/// case; an option's values are what follows until the next option; the last of equal options counts.
/// </summary>
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

        var targets = Values(arguments, "target") ?? arguments.TakeWhile(argument => !argument.StartsWith('-'));
        return [.. targets.SelectMany(target => target.Split('+', StringSplitOptions.RemoveEmptyEntries))];
    }

    /// <summary>The values of an option; null if it is not there.</summary>
    public static IReadOnlyList<string>? Values(IReadOnlyList<string> arguments, string option)
    {
        for (var i = arguments.Count - 1; i >= 0; i--)
        {
            if (arguments[i].StartsWith('-') && arguments[i].Replace("-", "", StringComparison.Ordinal).Equals(option, StringComparison.OrdinalIgnoreCase))
                return [.. arguments.Skip(i + 1).TakeWhile(argument => !argument.StartsWith('-'))];
        }

        return null;
    }

    /// <summary>Reads <c>--grace-period</c>, in seconds.</summary>
    /// <exception cref="LifelineException">The value is no number of seconds.</exception>
    public static TimeSpan? GracePeriod(IReadOnlyList<string> arguments)
    {
        if (Values(arguments, "graceperiod") is not { } values)
            return null;

        return values is [var value] && uint.TryParse(value, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : throw new LifelineException($"--grace-period takes a number of seconds, such as --grace-period 30, and not \"{string.Join(' ', values)}\".");
    }
}
