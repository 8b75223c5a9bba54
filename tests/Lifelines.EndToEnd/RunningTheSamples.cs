using System.Net;
using System.Net.Sockets;

namespace Lifelines.EndToEnd;

public static class RunningTheSamples
{
    [Fact]
    public static async Task TheJobDoesNotOverlapItself()
    {
        var name = Guid.NewGuid().ToString();
        var program = Path.Combine(AppContext.BaseDirectory, "NightlyJob");
        using var first = Child.Start(program, name, "600");
        _ = await first.WaitForLine($"working on {name}");
        using var second = Child.Start(program, name, "600");
        Assert.Equal(75, await second.WaitForExit());
        using var other = Child.Start(program, name + "2", "0");
        Assert.Equal(0, await other.WaitForExit());
        Assert.EndsWith("done", other.Output, StringComparison.Ordinal);
        using var mistaken = Child.Start(program, name);
        Assert.Equal(2, await mistaken.WaitForExit());
    }

    [Fact]
    public static async Task TheHostRunsOnceAndCleansUp()
    {
        var name = $"--{Guid.NewGuid()}=x";
        var program = Path.Combine(AppContext.BaseDirectory, "WorkerService");
        using var first = Child.Start(program, name);
        _ = await first.WaitForLine("the worker has started");
        using var second = Child.Start(program, name);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("", second.Output);
        first.Signal("TERM");
        Assert.Equal(0, await first.WaitForExit());
        Assert.Contains("the worker has cleaned up", first.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public static async Task ARedundantWebServiceBindsNoPortAndASignalStopsTheOther(string signal)
    {
        var urls = $"--urls=http://127.0.0.1:{FindFreePort()}";
        using var first = Child.Start(ProgramOf("WebService"), urls);
        _ = await first.WaitForLine("Application started");
        using var second = Child.Start(ProgramOf("WebService"), urls);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("", second.Output);
        using var client = new HttpClient();
        Assert.Equal($"pid {first.Id}", await client.GetStringAsync(new Uri(urls["--urls=".Length..]), TestContext.Current.CancellationToken));
        first.Signal(signal);
        Assert.Equal(0, await first.WaitForExit());
        Assert.Contains("the service has stopped", first.Output, StringComparison.Ordinal);
        Assert.Contains("lifeline=WebService pid=", first.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FSharpWorker")]
    [InlineData("VisualBasicWorker")]
    public static async Task OtherLanguagesRunOnceAndCleanUp(string sample)
    {
        var name = Guid.NewGuid().ToString();
        using var first = Child.Start(ProgramOf(sample), name);
        _ = await first.WaitForLine("working");
        using var second = Child.Start(ProgramOf(sample), name);
        Assert.Equal(75, await second.WaitForExit());
        first.Signal("TERM");
        Assert.Equal(0, await first.WaitForExit());
        Assert.Equal("working\ncleaned up", first.OwnOutput);
    }

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Beside the folder of the tests.
    private static string ProgramOf(string sample) =>
        Path.Combine(AppContext.BaseDirectory, "..", "..", sample, Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), sample);
}
