namespace Lifelines.EndToEnd.Nuke;

public static class RunningTheSample
{
    [Fact]
    public static async Task EachOfTheTwoLifelinesRunsOnce()
    {
        using var build = new TestBuild("TwoLifelines");
        var mailer = build.Start("mailer-lifeline");
        _ = await mailer.WaitForLine("mailer is working");
        var importer = build.Start("importer:lifeline");
        _ = await importer.WaitForLine("importer is working");
        Assert.Equal((0, ""), await build.Run("mailer:lifeline"));
        Assert.Equal((0, ""), await build.Run("importer-lifeline", "mailer-lifeline"));

        Assert.Equal(0, (await build.Terminate("mailer-terminate")).ExitCode);
        Assert.Equal(0, await mailer.WaitForExit());
        Assert.Equal(3, (await build.Run("mailer-status")).ExitCode);
        Assert.Equal(0, (await build.Run("importer-status")).ExitCode);
        Assert.Equal(0, (await build.Terminate("importer-terminate")).ExitCode);
        Assert.Equal(0, await importer.WaitForExit());
    }
}
