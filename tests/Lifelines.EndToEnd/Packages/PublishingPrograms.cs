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
