#addin nuget:?package=Cake.Lifelines

var target = Argument("target", Argument("t", "Default"));

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

Task("environment").Does(() => Information("the environment is ready"));

Task("Default");

RunTarget(target);
