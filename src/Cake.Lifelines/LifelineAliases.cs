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
    /// <param name="options">How the worker is watched and ended, and who is told; null for the defaults. Whose processes count stands in <c>cake.config</c>. <c>run</c> alone is not watched.</param>
    /// <param name="status">Whether there is a fourth task, <c>name:status</c>, which shows the running processes and fails if there are none: Cake ends with exit code 3 then.</param>
    /// <param name="restart">Whether there is a task <c>name:restart</c>, which terminates the running process and takes its place, with no gap for another start.</param>
    /// <returns>The tasks.</returns>
    /// <exception cref="ArgumentNullException">An argument other than the options is null.</exception>
    /// <exception cref="ArgumentException">No command line could invoke tasks of that name, or the options set what the name, the action or <c>cake.config</c> sets.</exception>
    /// <exception cref="CakeException">There is a task of that name, or the scope in <c>cake.config</c> is none.</exception>
    /// <exception cref="LifelineException">The command line names the lifeline, and the process table cannot be trusted to show every other process.</exception>
    /// <example>
    /// <code>
    /// var tasks = DefineLifelineTasks("appname", () => Work());
    /// tasks.Run.IsDependentOn("environment");
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Tasks")]
    public static LifelineTasks DefineLifelineTasks(this ICakeContext context, string name, Action action, LifelineOptions? options = null, bool status = false, bool restart = false)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TaskDefinition.Define(context, Invocation.Current, name, new WatchedAction((_, _, _) => RunNow(action)) { HandlesSignals = false }, options, status, restart);
    }

    /// <inheritdoc cref="DefineLifelineTasks(ICakeContext, string, Action, LifelineOptions, bool, bool)"/>
    /// <example>
    /// <code>
    /// DefineLifelineTasks("appname", context => context.Log.Information("Working"));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Tasks")]
    public static LifelineTasks DefineLifelineTasks(this ICakeContext context, string name, Action<ICakeContext> action, LifelineOptions? options = null, bool status = false, bool restart = false)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TaskDefinition.Define(context, Invocation.Current, name, new WatchedAction((running, _, _) => RunNow(() => action(running))) { HandlesSignals = false }, options, status, restart);
    }

    /// <inheritdoc cref="DefineLifelineTasks(ICakeContext, string, Action, LifelineOptions, bool, bool)"/>
    /// <example>
    /// <code>
    /// DefineLifelineTasks("appname", async () => await WorkAsync());
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Tasks")]
    public static LifelineTasks DefineLifelineTasks(this ICakeContext context, string name, Func<Task> action, LifelineOptions? options = null, bool status = false, bool restart = false)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TaskDefinition.Define(context, Invocation.Current, name, new WatchedAction((_, _, _) => action()) { HandlesSignals = false }, options, status, restart);
    }

    /// <inheritdoc cref="DefineLifelineTasks(ICakeContext, string, Action, LifelineOptions, bool, bool)"/>
    /// <example>
    /// <code>
    /// DefineLifelineTasks("appname", async context => await WorkAsync(context.Log));
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Tasks")]
    public static LifelineTasks DefineLifelineTasks(this ICakeContext context, string name, Func<ICakeContext, Task> action, LifelineOptions? options = null, bool status = false, bool restart = false)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TaskDefinition.Define(context, Invocation.Current, name, new WatchedAction((running, _, _) => action(running)) { HandlesSignals = false }, options, status, restart);
    }

    /// <inheritdoc cref="DefineLifelineTasks(ICakeContext, string, Action, LifelineOptions, bool, bool)"/>
    /// <param name="context">The context.</param>
    /// <param name="name">The namespace of the tasks, unique on the machine.</param>
    /// <param name="action">The work. SIGTERM, SIGINT and SIGHUP cancel its token; an action that ends because of that has succeeded.</param>
    /// <param name="options">How the worker is watched and ended, and who is told; null for the defaults. Whose processes count stands in <c>cake.config</c>. <c>run</c> alone is not watched.</param>
    /// <param name="status">Whether there is a fourth task, <c>name:status</c>, which shows the running processes and fails if there are none.</param>
    /// <param name="restart">Whether there is a task <c>name:restart</c>, which terminates the running process and takes its place, with no gap for another start.</param>
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
    public static LifelineTasks DefineLifelineTasks(this ICakeContext context, string name, Func<ICakeContext, CancellationToken, Task> action, LifelineOptions? options = null, bool status = false, bool restart = false)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TaskDefinition.Define(context, Invocation.Current, name, new WatchedAction((running, _, token) => action(running, token)), options, status, restart);
    }

    /// <inheritdoc cref="DefineLifelineTasks(ICakeContext, string, Action, LifelineOptions, bool, bool)"/>
    /// <param name="context">The context.</param>
    /// <param name="name">The namespace of the tasks, unique on the machine.</param>
    /// <param name="action">The work, with a context by which it gives signs of life. SIGTERM, SIGINT and SIGHUP cancel its token; an action that ends because of that has succeeded.</param>
    /// <param name="options">How the worker is watched and ended, and who is told; null for the defaults. Whose processes count stands in <c>cake.config</c>.</param>
    /// <param name="status">Whether there is a fourth task, <c>name:status</c>, which shows the running processes and fails if there are none.</param>
    /// <param name="restart">Whether there is a task <c>name:restart</c>, which terminates the running process and takes its place, with no gap for another start.</param>
    /// <example>
    /// <code>
    /// DefineLifelineTasks("appname", async (context, lifeline, token) =>
    /// {
    ///     while (true)
    ///     {
    ///         Work();
    ///         lifeline.ReportAlive();
    ///         await System.Threading.Tasks.Task.Delay(1000, token);
    ///     }
    /// }, new LifelineOptions { MaximumSilence = TimeSpan.FromMinutes(5) });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Tasks")]
    public static LifelineTasks DefineLifelineTasks(this ICakeContext context, string name, Func<ICakeContext, LifelineContext, CancellationToken, Task> action, LifelineOptions? options = null, bool status = false, bool restart = false)
    {
        ArgumentNullException.ThrowIfNull(action);
        return TaskDefinition.Define(context, Invocation.Current, name, new WatchedAction(action) { Reports = true }, options, status, restart);
    }

    /// <summary>
    /// Defines a task of the script's own that only one process runs. If another process runs it, what is added to the task has no effect:
    /// no prerequisite runs, no criterion is asked, and Cake ends with exit code 0.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="task">The task, which the command line must name: other processes look for it there.</param>
    /// <param name="options">Who is told what happens; null for the defaults. Whose processes count stands in <c>cake.config</c>.</param>
    /// <returns>The task, to be completed as any.</returns>
    /// <exception cref="ArgumentNullException">An argument other than the options is null.</exception>
    /// <exception cref="ArgumentException">The options set what the task's name or <c>cake.config</c> sets.</exception>
    /// <exception cref="CakeException">There is a task of that name, or the scope in <c>cake.config</c> is none.</exception>
    /// <exception cref="LifelineException">The command line names the task, and the process table cannot be trusted to show every other process.</exception>
    /// <example>
    /// <code>
    /// LifelineTask("nightly")
    ///     .IsDependentOn("environment")
    ///     .WithCriteria(DateTime.Now.DayOfWeek != DayOfWeek.Sunday)
    ///     .Does(() => Work());
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Guards")]
    public static CakeTaskBuilder LifelineTask(this ICakeContext context, string task, LifelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(task);
        return new GuardedTask(context, Invocation.Current, task, options).Register();
    }

    /// <summary>Decides whether this process is the one that runs a task of the script, to guard the task's body.</summary>
    /// <param name="context">The context.</param>
    /// <param name="task">The task, which the command line must name: other processes look for it there.</param>
    /// <param name="options">Who is told what happens; null for the defaults. Whose processes count stands in <c>cake.config</c>.</param>
    /// <returns>Whether to do the work; false if another process that was invoked with this task is running.</returns>
    /// <exception cref="ArgumentNullException">An argument other than the options is null.</exception>
    /// <exception cref="ArgumentException">The options set what the task's name or <c>cake.config</c> sets.</exception>
    /// <exception cref="InvalidOperationException">The command line does not name the task, so other processes could not recognise this one.</exception>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process.</exception>
    /// <example>
    /// <code>
    /// Task("nightly").Does(() =>
    /// {
    ///     if (TryHoldLifeline("nightly"))
    ///         Work();
    /// });
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Guards")]
    public static bool TryHoldLifeline(this ICakeContext context, string task, LifelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(task);
        return new GuardedTask(context, Invocation.Current, task, options).TryHold();
    }

    /// <summary>The former name of <see cref="TryHoldLifeline"/>.</summary>
    /// <inheritdoc cref="TryHoldLifeline"/>
    /// <example>
    /// <code>
    /// if (Lifeline("nightly"))
    ///     Work();
    /// </code>
    /// </example>
    [CakeMethodAlias]
    [CakeAliasCategory("Guards")]
    [Obsolete("Call TryHoldLifeline, which says what it does.")]
    public static bool Lifeline(this ICakeContext context, string task, LifelineOptions? options = null) => TryHoldLifeline(context, task, options);

    private static Task RunNow(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
