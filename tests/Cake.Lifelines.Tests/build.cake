#addin nuget:?package=Cake.Lifelines

var target = Argument("target", Argument("t", "Default"));

Task("environment").Does(() => Information("the environment is ready"));

var tasks = DefineLifelineTasks("appname", async (context, token) =>
{
    context.Log.Information("working");
    try
    {
        await System.Threading.Tasks.Task.Delay(-1, token);
    }
    finally
    {
        context.Log.Information("cleaned up");
    }
});
tasks.Run.IsDependentOn("environment");

DefineLifelineTasks("once", () => Information("once has worked"));

DefineLifelineTasks("failing", context => throw new Exception("the action failed"));

Task("nightly").Does(() =>
{
    if (!Lifeline("nightly"))
        return;

    Information("working at night");
    System.Threading.Thread.Sleep(-1);
});

Task("Default");

RunTarget(target);
