namespace Lifelines;

/// <summary>The namespace of the three targets of a lifeline in a build tool, and how a command line spells them.</summary>
internal sealed class LifelineName
{
    public const string Lifeline = "lifeline";
    public const string Run = "run";
    public const string Terminate = "terminate";
    public const string Status = "status";

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
                $"No command line could invoke the targets of a lifeline named \"{text}\": what starts with '-' is taken for an option, and '+' and white space separate targets. Leave these out of the name.",
                nameof(text));
        }

        _text = text;
    }

    /// <summary>A target as it is written, for messages.</summary>
    public string Display(string verb) => $"{_text}:{verb}";

    /// <summary>A target with the dashes of the name taken out.</summary>
    public string WithoutDashes(string verb) => $"{_text.Replace("-", "", StringComparison.Ordinal)}:{verb}";

    /// <summary>What the targets do, for the lists that build tools print.</summary>
    public string Description(string verb) => verb switch
    {
        Lifeline => $"A lifeline for executing only one process of {Display(Run)} at a time",
        Run => $"Runs {Display(Run)}",
        Status => $"Shows any running {Display(Lifeline)}",
        _ => $"Terminates any running {Display(Lifeline)}",
    };

    /// <summary>What all spellings of a target have in common.</summary>
    public string Key(string verb) => KeyOf(Display(verb));

    /// <inheritdoc cref="Key"/>
    public static string KeyOf(string target) =>
        target.Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>
    /// The options of a lifeline whose processes are told by a target that their command line names, in any spelling.
    /// </summary>
    /// <param name="display">The name for messages.</param>
    /// <param name="key">What all spellings of the target have in common.</param>
    /// <param name="scope">Whose processes count.</param>
    /// <param name="gracePeriod">The grace period; null for the default.</param>
    /// <param name="invokedTargets">Reads the targets from the arguments of the build tool.</param>
    public static LifelineOptions Options(string display, string key, LifelineScope scope, TimeSpan? gracePeriod, Func<IReadOnlyList<string>, IReadOnlyList<string>> invokedTargets)
    {
        bool IsSame(IReadOnlyList<string> arguments)
        {
            foreach (var target in invokedTargets(arguments))
            {
                if (KeyOf(target) == key)
                    return true;
            }

            return false;
        }

        return gracePeriod is { } period
            ? new LifelineOptions { Name = display, Scope = scope, IsSameCommand = IsSame, GracePeriod = period }
            : new LifelineOptions { Name = display, Scope = scope, IsSameCommand = IsSame };
    }

    /// <summary>Whether a target is spelled like this one of the three of some lifeline.</summary>
    public static bool IsSpelledLike(string target, string verb)
    {
        var key = KeyOf(target);
        return key.Length > verb.Length && key.EndsWith(verb, StringComparison.OrdinalIgnoreCase);
    }
}
