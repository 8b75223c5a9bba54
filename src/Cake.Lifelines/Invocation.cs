using Cake.Core;
using Lifelines;

namespace Cake.Lifelines;

/// <summary>How Cake was called.</summary>
internal sealed class Invocation
{
    private readonly IReadOnlyList<string> _arguments;
    private readonly Func<LifelineOptions, Lifeline> _create;

    /// <param name="arguments">The arguments of Cake.</param>
    /// <param name="create">Creates a lifeline.</param>
    public Invocation(IReadOnlyList<string> arguments, Func<LifelineOptions, Lifeline> create)
    {
        _arguments = arguments;
        _create = create;
        Targets = CakeCommandLine.InvokedTargets(arguments);
    }

    public static Invocation Current { get; } = new([.. Environment.GetCommandLineArgs().Skip(1)], options => new Lifeline(options));

    /// <summary>The tasks that the command line names.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>Whether Cake only says what it would run.</summary>
    public bool RunsNothing => CakeCommandLine.IsSurelyListing(_arguments);

    /// <summary>Whether a list of tasks is asked for, for which Cake builds no graph.</summary>
    public bool ListsTasks => CakeCommandLine.IsDescription(_arguments);

    /// <summary>Whether the command line names a task, in any spelling.</summary>
    public bool Names(string task) => Targets.Any(target => LifelineName.KeyOf(target) == LifelineName.KeyOf(task));

    /// <summary>Creates the lifeline of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="context">The context, whose configuration says whose processes count.</param>
    /// <param name="options">The script's options.</param>
    /// <exception cref="ArgumentException">The options set what the task's name or the configuration sets.</exception>
    /// <exception cref="CakeException">The configuration's scope is neither Machine nor CurrentUser.</exception>
    public Lifeline CreateLifeline(string task, ICakeContext context, LifelineOptions? options)
    {
        options ??= new LifelineOptions();
        if (options with { GracePeriod = null, OnEvent = null, Scope = LifelineScope.Machine } != new LifelineOptions())
            throw new ArgumentException($"Of the options, {task} takes GracePeriod and OnEvent only: its name is its command, and its action says whether signals cancel a token. Leave the others out.", nameof(options));

        if (options.Scope != LifelineScope.Machine)
            throw new ArgumentException($"The scope of {task} belongs into cake.config, where the launcher reads it too: Scope=CurrentUser in a section [Lifelines]. Leave it out of the options.", nameof(options));

        return _create(LifelineName.Options(task, CakeCommandLine.InvokedTargets, options with { Scope = ScriptScope.Read(context) }));
    }

    /// <summary>Creates the lifeline of a task, to end its processes: the command line may say how long that may take.</summary>
    /// <inheritdoc cref="CreateLifeline" path="/param"/>
    /// <exception cref="FormatException">The grace period is not a number of seconds.</exception>
    public Lifeline CreateLifelineToEnd(string task, ICakeContext context, LifelineOptions? options) =>
        CreateLifeline(task, context, CakeCommandLine.GracePeriod(_arguments) is { } period ? (options ?? new LifelineOptions()) with { GracePeriod = period } : options);
}
