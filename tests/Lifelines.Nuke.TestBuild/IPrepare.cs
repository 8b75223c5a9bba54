using Nuke.Common;

internal interface IPrepare : INukeBuild
{
    Target Prepare => definition => definition
        .Executes(() => Console.WriteLine("prepared"));
}
