#addin nuget:?package=Cake.Lifelines&version=0.1.0

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
