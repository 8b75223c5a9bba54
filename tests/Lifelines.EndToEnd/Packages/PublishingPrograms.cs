using System.Reflection.PortableExecutable;

namespace Lifelines.EndToEnd.Packages;

public sealed class PublishingPrograms(PublishedPrograms programs) : IClassFixture<PublishedPrograms>
{
    public static TheoryData<string> Ways { get; } = [.. WaysToPublish.All.Keys];

    [Theory]
    [Needs("linker")]
    [MemberData(nameof(Ways))]
    public async Task EachWayIsTheSameLifeline(string way)
    {
        var name = Guid.NewGuid().ToString();
        using var holder = Child.Start(programs.Find(way), name);
        _ = await holder.WaitForLine("working");
        foreach (var other in WaysToPublish.All.Keys)
        {
            using var start = Child.Start(programs.Find(other), name);
            Assert.Equal((other, 75), (other, await start.WaitForExit()));
            Assert.Equal("", start.Output);
        }

        using var termination = Child.Start(programs.Find(way), "terminate", name);
        Assert.Equal(0, await termination.WaitForExit());
        Assert.Equal("Stopped", termination.Output);
        Assert.Equal(0, await holder.WaitForExit());
        Assert.Equal("working\ncleaned up", holder.OwnOutput);
    }

    /// <summary>It is what would take most of the time of a tick.</summary>
    [Fact]
    [Needs("linker", "strace", "tracing")]
    public async Task ATickThatIsCompiledAheadOfTimeLoadsNoIcu()
    {
        var program = programs.Find(WaysToPublish.AheadOfTime);
        var name = Guid.NewGuid().ToString();
        using var holder = Child.Start(program, name);
        _ = await holder.WaitForLine("working");
        using var tick = Child.Start("env", "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=0", "strace", "-f", "-e", "trace=open,openat", program, name);
        Assert.Equal(75, await tick.WaitForExit());
        Assert.Contains($"\"/proc/{holder.Id}/cmdline\"", tick.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("libicu", tick.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lib", false)]
    [InlineData("runtimes/linux-x64/lib", true)]
    [InlineData("runtimes/linux-arm64/lib", true)]
    public void ThePackageBringsNativeCodeForLinux(string folder, bool isNative)
    {
        using var assembly = new PEReader([.. programs.Packages.Read("Lifelines", $"{folder}/net10.0/Lifelines.dll")]);
        Assert.Equal(isNative, assembly.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }
}
