using Cake.Core;
using Cake.Core.Diagnostics;
using Lifelines;

namespace Cake.Lifelines;

/// <summary>
/// A task that only one process runs. It is decided while the script defines its tasks, so that the rest is Cake's own
/// work: a criterion would come too late for the prerequisites, and one that is false on the invoked task is an error to Cake.
/// </summary>
internal sealed class GuardedTask
{
    private readonly ICakeContext _context;
    private readonly ICakeEngine _engine;
    private readonly Invocation _invocation;
    private readonly string _task;
    private readonly Lifeline _lifeline;

    /// <param name="context">The context.</param>
    /// <param name="invocation">How Cake was called.</param>
    /// <param name="task">The task.</param>
    /// <param name="options">The options of its lifeline.</param>
    public GuardedTask(ICakeContext context, Invocation invocation, string task, LifelineOptions? options)
        : this(context, invocation, task, invocation.CreateLifeline(task, context, Invocation.Check(task, options)))
    {
    }

    /// <param name="context">The context.</param>
    /// <param name="invocation">How Cake was called.</param>
    /// <param name="task">The task.</param>
    /// <param name="lifeline">What a process has to hold to run it.</param>
    public GuardedTask(ICakeContext context, Invocation invocation, string task, Lifeline lifeline)
    {
        _context = context;
        _engine = context.Service<ICakeEngine>();
        _invocation = invocation;
        _task = task;
        _lifeline = lifeline;
    }

    /// <summary>What the task does, for Cake's list.</summary>
    public string Description { get; init; } = "";

    /// <summary>What ends the process that runs it; null if there is no such task.</summary>
    public string? Terminate { get; init; }

    /// <summary>What is to be done before it is decided; null for nothing.</summary>
    public Action? Prepare { get; init; }

    /// <summary>What is said if another process runs it: the format of a line with the task and the other process.</summary>
    public string Yielding { get; init; } = "{0} is already running: {1}";

    /// <summary>How often that is said.</summary>
    public Verbosity YieldingVerbosity { get; init; } = Verbosity.Verbose;

    /// <summary>Whether other machines count, too, by a lock that is asked for asynchronously.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether this process is the one that runs it.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Registers the task.</summary>
    /// <returns>The task; one that Cake does not know if this process is not to run it, so that nothing runs of what the script adds.</returns>
    public CakeTaskBuilder Register()
    {
        var task = _engine.RegisterTask(_task).Description(Description);
        if (_invocation.RunsNothing)
            return task;

        LifelineProcess? holder = null;
        if (FindMistake() is { } mistake)
            _ = task.WithCriteria(_ => throw mistake);
        else if (TryHold(out holder))
            return task;
        else
            _ = task.Does(context => Say(context, holder));

        return new CakeTaskBuilder(new CakeTask(_task) { Description = Description });
    }

    /// <summary>Whether this process is the one that runs the task; if not, a verbose line says which is.</summary>
    /// <exception cref="InvalidOperationException">The command line does not name the task.</exception>
    public bool TryHold()
    {
        if (FindMistake() is { } mistake)
            throw mistake;

        if (TryHold(out var holder))
            return true;

        Say(_context, holder);
        return false;
    }

    private bool TryHold(out LifelineProcess? holder)
    {
        Prepare?.Invoke();
        holder = null;
        IsHeld = IsShared ? _lifeline.TryHoldAsync().GetAwaiter().GetResult() : _lifeline.TryHold(out holder);
        return IsHeld;
    }

    private void Say(ICakeContext context, LifelineProcess? holder) =>
        context.Log.Write(YieldingVerbosity, YieldingVerbosity == Verbosity.Verbose ? LogLevel.Verbose : LogLevel.Information, Yielding, _task, holder?.ToString() ?? "on another host");

    private InvalidOperationException? FindMistake()
    {
        if (!_invocation.Names(_task))
            return new($"Other processes cannot recognise this one as {_task}: its command line does not name it. Invoke it by --target={_task}.");

        return Terminate is not null && _invocation.Names(Terminate)
            ? new($"{_task} cannot take the place of what {Terminate} ends in the same call. Call Cake for one after the other.")
            : null;
    }
}
