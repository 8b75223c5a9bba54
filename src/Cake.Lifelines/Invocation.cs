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

    /// <summary>How long a termination waits, as the command line says; null if it does not.</summary>
    /// <exception cref="FormatException">It is not a number of seconds.</exception>
    public TimeSpan? GracePeriod => CakeCommandLine.GracePeriod(_arguments);

    /// <summary>Checks the options of a task.</summary>
    /// <exception cref="ArgumentException">They set what its name, its action or the configuration sets.</exception>
    public static LifelineOptions Check(string task, LifelineOptions? options)
    {
        options ??= new LifelineOptions();
        if (options is not { Name: null, Program: null, IsSameCommand: null, ComparesFolder: false, HandlesSignals: true })
            throw new ArgumentException($"Name, Program, IsSameCommand, ComparesFolder and HandlesSignals of {task} are set by its name and its action: leave them out of the options.", nameof(options));

        return options.Scope == LifelineScope.Machine
            ? options
            : throw new ArgumentException($"The scope of {task} belongs into cake.config, where the launcher reads it too: Scope=CurrentUser in a section [Lifelines]. Leave it out of the options.", nameof(options));
    }

    /// <summary>Creates the lifeline of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="context">The context, whose configuration says whose processes count.</param>
    /// <param name="options">The other options.</param>
    /// <exception cref="CakeException">The configuration's scope is neither Machine nor CurrentUser.</exception>
    public Lifeline CreateLifeline(string task, ICakeContext context, LifelineOptions options) =>
        _create(LifelineName.Options(task, CakeCommandLine.InvokedTargets, options with { Scope = ScriptScope.Read(context) }));
}
