using Microsoft.CodeAnalysis.CSharp;

namespace Lifelines.Usage.Tests;

/// <summary>An action that is taken for another kind of action would end at its first await, without a word.</summary>
public static class ChoosingOverloads
{
    [Theory]
    [InlineData("new Lifeline().RunAsync(() => Console.WriteLine())", "CS1593")]
    [InlineData("new Lifeline().RunAsync(() => Task.CompletedTask)", "CS1593")]
    [InlineData("new Lifeline().RunAsync(async () => await Task.Yield())", "CS1593")]
    [InlineData("new Lifeline().RunAsync(token => Console.WriteLine())", "CS0029 CS1662")]
    [InlineData("new Lifeline().RunAsync(token => { Console.WriteLine(); })", "CS1643")]
    [InlineData("new Lifeline().RunAsync(Worker.Run)", "CS1503")]
    [InlineData("new Lifeline().RunAsync(Worker.RunSynchronously)", "CS0407")]
    [InlineData("Lifeline.RunAsync(async token => await Task.Yield())", "CS0120")]
    [InlineData("Lifeline.Run(async () => await Task.Yield())", "CS0117")]
    [InlineData("new Lifeline().Run(async () => await Task.Yield())", "CS1061")]
    public static void AnActionThatCouldNotBeAwaitedIsAnError(string call, string errors) =>
        Assert.Equal(errors, string.Join(' ', Program(call).Messages().Select(message => message.Id).Order()));

    [Theory]
    [InlineData("async token => await Task.Delay(-1, token)")]
    [InlineData("async token => { while (true) await Task.Delay(1000, token); }")]
    [InlineData("async _ => await Task.Yield()")]
    [InlineData("token => Task.Delay(-1, token)")]
    [InlineData("_ => Task.CompletedTask")]
    [InlineData("Worker.RunAsync")]
    public static void AnActionThatCanBeAwaitedIs(string action) =>
        Assert.Equal("Func<CancellationToken, Task>", Program($"await new Lifeline().RunAsync({action})").ActionOf("RunAsync"));

    [Theory]
    [InlineData("() => {}", "Action")]
    [InlineData("() => Console.WriteLine()", "Action")]
    [InlineData("Worker.Run", "Action")]
    [InlineData("async () => await Task.Yield()", "Func<Task>")]
    [InlineData("async () => { while (true) await Task.Delay(1000); }", "Func<Task>")]
    [InlineData("() => Task.Delay(-1)", "Func<Task>")]
    [InlineData("async token => await Task.Delay(-1, token)", "Func<CancellationToken, Task>")]
    [InlineData("token => Task.Delay(-1, token)", "Func<CancellationToken, Task>")]
    [InlineData("Worker.RunAsync", "Func<CancellationToken, Task>")]
    [InlineData("Worker.RunAsync, run => run.DependsOn(Compile)", "Func<CancellationToken, Task>")]
    public static void NukeAwaitsWhatCanBeAwaited(string action, string type) =>
        Assert.Equal(
            type,
            UserCode.Compile(
                $$"""
                using Lifelines.Nuke;
                using Nuke.Common;

                [LifelineTargets]
                internal sealed class Build : NukeBuild
                {
                    public Build() => this.DefineLifelineTargets("a", {{action}});

                    private Target Compile => definition => definition;
                }
                {{Worker}}
                """).ActionOf("DefineLifelineTargets"));

    [Theory]
    [InlineData("() => {}", "Action")]
    [InlineData("() => Information(\"working\")", "Action")]
    [InlineData("context => context.Log.Information(\"working\")", "Action<ICakeContext>")]
    [InlineData("context => {}", "Action<ICakeContext>")]
    [InlineData("async () => await System.Threading.Tasks.Task.Yield()", "Func<Task>")]
    [InlineData("() => System.Threading.Tasks.Task.CompletedTask", "Func<Task>")]
    [InlineData("async context => await System.Threading.Tasks.Task.Yield()", "Func<ICakeContext, Task>")]
    [InlineData("context => System.Threading.Tasks.Task.CompletedTask", "Func<ICakeContext, Task>")]
    [InlineData("async (context, token) => await System.Threading.Tasks.Task.Delay(-1, token)", "Func<ICakeContext, CancellationToken, Task>")]
    [InlineData("(context, token) => System.Threading.Tasks.Task.Delay(-1, token)", "Func<ICakeContext, CancellationToken, Task>")]
    public static void CakeAwaitsWhatCanBeAwaited(string action, string type) =>
        Assert.Equal(type, UserCode.CompileScript($"DefineLifelineTasks(\"a\", {action});").ActionOf("DefineLifelineTasks"));

    private const string Worker =
        """
        internal static class Worker
        {
            public static void Run() { }
            public static void RunSynchronously(CancellationToken token) { }
            public static Task RunAsync(CancellationToken token) => Task.Delay(-1, token);
        }
        """;

    private static CSharpCompilation Program(string call) =>
        UserCode.Compile($"using Lifelines;\n{call};\n{Worker}");
}
