#addin nuget:?package=Cake.Lifelines&version=LIFELINES_VERSION

var target = Argument("target", Argument("t", "Default"));

DefineLifelineTasks("appname", async (context, token) =>
{
    try
    {
        while (true)
        {
            context.Log.Information("working");
            await System.Threading.Tasks.Task.Delay(10_000, token);
        }
    }
    finally
    {
        context.Log.Information("cleaned up");
    }
});

Task("Default");

RunTarget(target);
