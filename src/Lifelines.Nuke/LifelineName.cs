namespace Lifelines.Nuke;

/// <summary>The namespace of a lifeline's three targets, and how a command line spells them.</summary>
internal sealed class LifelineName
{
    public const string Lifeline = "lifeline";
    public const string Run = "run";
    public const string Terminate = "terminate";

    private readonly string _text;

    /// <exception cref="ArgumentException">No command line could invoke such targets.</exception>
    public LifelineName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(char.IsLetterOrDigit))
            throw new ArgumentException($"A lifeline's name needs at least one letter or digit, and \"{text}\" has none. Give it one, such as \"appname\".", nameof(text));

        if (text.StartsWith('-') || text.Any(letter => letter == '+' || char.IsWhiteSpace(letter) || char.IsControl(letter)))
        {
            throw new ArgumentException(
                $"No command line could invoke the targets of a lifeline named \"{text}\": NUKE takes what starts with '-' for an option, and '+' and white space separate targets. Leave these out of the name.",
                nameof(text));
        }

        _text = text;
    }

    /// <summary>A target as it is written, for messages.</summary>
    public string Display(string verb) => $"{_text}:{verb}";

    /// <summary>
    /// The names that a target needs in order to be found by each spelling, the listed one first. NUKE removes the
    /// dashes from what was typed, not from the names, so that a name must not have any.
    /// </summary>
    public IReadOnlyList<string> TargetNames(string verb)
    {
        var name = _text.Replace("-", "", StringComparison.Ordinal);
        return [.. new[] { $"{name}:{verb}", $"{name}{verb}", $"{name.Replace(":", "", StringComparison.Ordinal)}{verb}" }.Distinct()];
    }

    /// <summary>What all spellings of a target have in common.</summary>
    public string Key(string verb) => KeyOf(Display(verb));

    /// <inheritdoc cref="Key"/>
    public static string KeyOf(string target) =>
        target.Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Whether a target is spelled like this one of the three of some lifeline.</summary>
    public static bool IsSpelledLike(string target, string verb)
    {
        var key = KeyOf(target);
        return key.Length > verb.Length && key.EndsWith(verb, StringComparison.OrdinalIgnoreCase);
    }
}
