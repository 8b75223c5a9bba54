using System.Text;
using Lifelines.Identity;
using Lifelines.Processes;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Identity;

/// <summary>A .NET tool has a command, <c>ticker</c>, which may be called otherwise than its assembly.</summary>
public sealed class RecognisingTools : IDisposable
{
    private const string Command = "ticker\0x\0";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lifelines-tool-");
    private readonly ToolCommand _tool = new("ticker", "Ticker.Tool");
    private readonly string _local;

    public RecognisingTools()
    {
        var folder = _root.CreateSubdirectory("ticker.tool/1.0.0/tools/net10.0/any").FullName;
        File.WriteAllText(Path.Combine(folder, "DotnetToolSettings.xml"), "<Command Name=\"ticker\" EntryPoint=\"Ticker.Tool.dll\"/>");
        _local = $"/usr/share/dotnet/dotnet\0{folder}/Ticker.Tool.dll\0x\0";
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void TheCommandAndTheAssemblyAreOneProgram()
    {
        foreach (var own in new[] { Command, _local })
        {
            var identity = Identity(own);
            Assert.True(identity.Matches(Process(7, 3, "/root/.dotnet/tools/ticker\0x\0")));
            Assert.True(identity.Matches(Process(7, 3, _local)));
            Assert.False(identity.Matches(Process(7, 3, "ticker\0y\0")));
            Assert.False(identity.Matches(Process(7, 3, "dotnet\0ticker\0x\0")));
            Assert.False(identity.Matches(Process(7, 3, "/root/.local/share/dotnet/runfile/ticker-3a38/bin/debug/ticker\0x\0")));
            Assert.True(identity.Program.MayRun("ticker"u8));
            Assert.True(identity.Program.MayRun("Ticker.Tool"u8));
            Assert.True(identity.Program.StartsWith("Ticker.T"u8));
        }
    }

    [Fact]
    public void WhatEitherLeavesBehindIsFoundByTheOther()
    {
        foreach (var (own, other) in new[] { (Command, _local), (_local, Command) })
        {
            var worker = Process(7, 3, other);
            var tag = new ProcessTag(Identity(other).TagOf(worker, null), 1, worker.Key, worker.CommandLine);
            Assert.True(Identity(own).IsTaggedBy(tag, null));
            Assert.True(Identity(own).IsTaggedBy(tag with { Command = [] }, null));
            Assert.True(new CommandIdentity(Process(Self, 50, "stop\0"), new OtherProgram("ticker"), _ => true) { SharedName = "stop" }.IsTaggedBy(tag, null));
        }
    }

    [Fact]
    public void OneStartedByALinkWithANameOfItsOwnIsAnotherProgram()
    {
        Assert.False(Identity("tick\0x\0").Matches(Process(7, 3, Command)));
        Assert.False(Identity("tick\0x\0").Matches(Process(7, 3, _local)));
    }

    [Fact]
    public void AnotherProgramThatNamesTheCommandFindsBoth()
    {
        var identity = new CommandIdentity(Process(Self, 50, "stop\0"), new OtherProgram("ticker"), _ => true);
        Assert.True(identity.Matches(Process(7, 3, Command)));
        Assert.True(identity.Matches(Process(7, 3, _local)));
        Assert.False(identity.Matches(Process(7, 3, _local.Replace("Ticker.Tool.dll", "Other.dll", StringComparison.Ordinal))));
        Assert.False(new CommandIdentity(Process(Self, 50, "stop\0"), new OtherProgram("other"), _ => true).Matches(Process(7, 3, _local)));
    }

    private CommandIdentity Identity(string own)
    {
        var process = Process(Self, 50, own);
        return new CommandIdentity(process, new OwnProgram(CommandLine.Parse(Encoding.UTF8.GetBytes(own)), _tool));
    }
}
