using Cake.Core;
using Cake.Core.Annotations;
using Lifelines;

namespace Cake.Lifelines;

/// <summary>Keeps exactly one process of a task running: cron starts it every minute, and it ends at once if another process runs it already.</summary>
[CakeAliasCategory("Lifelines")]
[CakeNamespaceImport("Cake.Lifelines")]
[CakeNamespaceImport("Lifelines")]
public static class LifelineAliases
{
    /// <summary>
    /// Defines <c>name:lifeline</c>, <c>name:run</c> and <c>name:terminate</c>, found as <c>name-lifeline</c>, <c>name-run</c> and <c>name-terminate</c> too.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="name">The namespace of the tasks, unique on the machine.</param>
    /// <param name="action">The work. Signals have their default effect: SIGTERM ends the process without cleaning up.</param>
    /// <param name="settings">Whose processes count, and the grace period; null for the defaults.</param>
    /// <returns>The tasks.</returns>
    /// <exception cref="ArgumentNullException">An argument but the settings is null.</exception>
    /// <exception cref="ArgumentException">No command line could invoke the name.</exception>
    /// <exception cref="CakeException">There is a task of that name.</exception>
    /// <example>
    /// <code>
    /// var tasks = DefineLifelineTasks("appname", () => Work());
    /// tasks.Run.IsDependentOn("environment");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Tasks")]
    public static LifelineTasks DefineLifelineTasks(this ICakeContext context, string name, Action action, LifelineSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TaskDefinition.Define(context, name, _ => RunNow(action), settings);
    }

    /// <inheritdoc cref="DefineLifelineTasks(ICakeContext, string, Action, LifelineSettings)"/>
    /// <example>
    /// <code>
    /// DefineLifelineTasks("appname", context => context.Log.Information("Working"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Tasks")]
    public static LifelineTasks DefineLifelineTasks(this ICakeContext context, string name, Action<ICakeContext> action, LifelineSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TaskDefinition.Define(context, name, running => RunNow(() => action(running)), settings);
    }

    /// <inheritdoc cref="DefineLifelineTasks(ICakeContext, string, Action, LifelineSettings)"/>
    /// <param name="context">The context.</param>
    /// <param name="name">The namespace of the tasks, unique on the machine.</param>
    /// <param name="action">The work. SIGTERM, SIGINT and SIGHUP cancel its token; that it ends by that is success.</param>
    /// <param name="settings">Whose processes count, and the grace period; null for the defaults.</param>
    /// <example>
    /// <code>
    /// DefineLifelineTasks("appname", async (context, token) =>
    /// {
    ///     while (true)
    ///     {
    ///         Work();
    ///         await System.Threading.Tasks.Task.Delay(1000, token);
    ///     }
    /// });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Tasks")]
    public static LifelineTasks DefineLifelineTasks(this ICakeContext context, string name, Func<ICakeContext, CancellationToken, Task> action, LifelineSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TaskDefinition.Define(context, name, running => StopSignals.RunAsync(token => action(running, token)), settings);
    }

    /// <summary>Decides whether this process is the one that runs a task of the script, to guard the task's body.</summary>
    /// <param name="context">The context.</param>
    /// <param name="task">The task, which the command line must name: other processes look for it there.</param>
    /// <param name="settings">Whose processes count; null for the defaults.</param>
    /// <returns>Whether to do the work; false if another process that was invoked with this task is running.</returns>
    /// <exception cref="ArgumentNullException">An argument but the settings is null.</exception>
    /// <exception cref="LifelineException">The process table could hide another process, or the command line does not name the task.</exception>
    /// <example>
    /// <code>
    /// Task("nightly").Does(() =>
    /// {
    ///     if (Lifeline("nightly"))
    ///         Work();
    /// });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Guards")]
    public static bool Lifeline(this ICakeContext context, string task, LifelineSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(task);
        return TaskDefinition.TryHold(context, task, settings ?? new LifelineSettings());
    }

    private static Task RunNow(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
