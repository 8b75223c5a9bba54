namespace Lifelines;

/// <summary>The namespace of the targets of a lifeline in a build tool, and how a command line spells them.</summary>
internal sealed class LifelineName
{
    public const string Lifeline = "lifeline";
    public const string Run = "run";
    public const string Terminate = "terminate";
    public const string Status = "status";
    public const string Restart = "restart";

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

    // For what a command line names already.
    private LifelineName(ReadOnlySpan<char> text) => _text = text.ToString();

    /// <summary>What all spellings of the name have in common.</summary>
    public string Key => KeyOf(_text);

    /// <summary>Reads a target as one of some lifeline, in any spelling.</summary>
    /// <param name="target">The target.</param>
    /// <param name="verb">Which of a lifeline's targets it would be.</param>
    /// <param name="name">The lifeline, as it is spelled.</param>
    public static bool TryParse(string target, string verb, out LifelineName? name)
    {
        name = null;
        var rest = target.AsSpan();
        for (var i = verb.Length - 1; i >= 0; i--)
        {
            rest = rest.TrimEnd("-:");
            if (rest.IsEmpty || char.ToLowerInvariant(rest[^1]) != verb[i])
                return false;

            rest = rest[..^1];
        }

        rest = rest.TrimEnd("-:");
        if (rest.TrimStart("-:").IsEmpty)
            return false;

        name = new LifelineName(rest);
        return true;
    }

    /// <summary>What all spellings of a target have in common.</summary>
    public static string KeyOf(string target) =>
        target.Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Whether a target, in any spelling, is one of this lifeline.</summary>
    public bool Is(string target, string verb) => KeyOf(target) == KeyOf(Display(verb));

    /// <summary>A target as it is written, for messages.</summary>
    public string Display(string verb) => $"{_text}:{verb}";

    /// <summary>A target with the dashes of the name taken out.</summary>
    public string WithoutDashes(string verb) => $"{_text.Replace("-", "", StringComparison.Ordinal)}:{verb}";

    /// <summary>What the targets do, for the lists that build tools print.</summary>
    public string Description(string verb) => verb switch
    {
        Lifeline => $"A lifeline for executing only one process of {Display(Run)} at a time",
        Run => $"Runs {Display(Run)}",
        Restart => $"Terminates any running {Display(Lifeline)} and takes its place",
        Status => $"Shows any running {Display(Lifeline)}",
        _ => $"Terminates any running {Display(Lifeline)}",
    };

    /// <summary>Completes options, so that they recognise processes by a target on their command line.</summary>
    /// <param name="target">The target, in any spelling.</param>
    /// <param name="readTargets">Reads the invoked targets from the arguments of the build tool.</param>
    /// <param name="options">The other options.</param>
    public static LifelineOptions Options(string target, Func<IReadOnlyList<string>, IReadOnlyList<string>> readTargets, LifelineOptions options)
    {
        // The same for every spelling: what a process holds is found again by its name.
        var key = KeyOf(target);
        var name = TryParse(target, Lifeline, out var lifeline) ? $"{lifeline!.Key}:{Lifeline}" : key;

        // Who restarts is in the running from its start, so no tick slips in between.
        var restart = lifeline is null ? key : KeyOf(lifeline.Display(Restart));
        return options with { Name = name.ToLowerInvariant(), IsSameCommand = IsSame };

        bool IsSame(IReadOnlyList<string> arguments)
        {
            foreach (var invoked in readTargets(arguments))
            {
                var other = KeyOf(invoked);
                if (other == key || other == restart)
                    return true;
            }

            return false;
        }
    }
}
