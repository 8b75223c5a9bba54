using Cake.Core;

namespace Cake.Lifelines;

/// <summary>The three tasks of a lifeline, for what only the script knows, such as prerequisites of <see cref="Run"/>.</summary>
public sealed class LifelineTasks
{
    internal LifelineTasks(CakeTaskBuilder lifeline, CakeTaskBuilder run, CakeTaskBuilder terminate)
    {
        Lifeline = lifeline;
        Run = run;
        Terminate = terminate;
    }

    /// <summary>Runs <see cref="Run"/> if no other process of this lifeline is running; otherwise nothing, and what is added to it has no effect.</summary>
    public CakeTaskBuilder Lifeline { get; }

    /// <summary>Runs the action after its prerequisites, unguarded.</summary>
    public CakeTaskBuilder Run { get; }

    /// <summary>Ends every running process of the lifeline.</summary>
    public CakeTaskBuilder Terminate { get; }
}
