using System.Text;
using System.Text.Json;
using Lifelines.Identity;
using Lifelines.Processes;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Identity;

public sealed class RecognisingFileBasedPrograms : IDisposable
{
    private const string Own = "/root/.local/share/dotnet/runfile/app-3a38/bin/debug/app\0x\0";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("lifelines-file-based-");

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("/home/deploy/.local/share/dotnet/runfile/app-3a38/bin/release/app\0x\0", true)]
    [InlineData("dotnet\0/tmp/dotnet/runfile/app-3a38/bin/debug/app.dll\0x\0", true)]
    [InlineData("/root/.local/share/dotnet/runfile/app-3a38/bin/debug/app\0y\0", false)]
    [InlineData("/root/.local/share/dotnet/runfile/app-40dc/bin/debug/app\0x\0", false)]
    [InlineData("/srv/app/artifacts/app/app\0x\0", false)]
    [InlineData("dotnet\0app.cs\0x\0", false)]
    public void TheFileCountsAndNotItsName(string command, bool isSame)
    {
        var (own, other) = (Process(7, 3, Own), Process(8, 4, command));
        Assert.Equal(isSame, new CommandIdentity(own).Matches(other));
        Assert.Equal(isSame, new CommandIdentity(other).Matches(own));

        // What they leave behind, too.
        Assert.Equal(isSame, new CommandIdentity(own).IsTaggedBy(TagOf(other), null));
        Assert.Equal(isSame, new CommandIdentity(own).IsTaggedBy(TagOf(other) with { Command = [] }, null));
    }

    [Theory]
    [InlineData("app", true, true)]
    [InlineData("/anywhere/app", true, true)]
    [InlineData("app.cs", true, false)]
    [InlineData("worker", false, false)]
    [InlineData("worker.cs", false, false)]
    [InlineData("app-3a38", false, false)]
    public void AToolThatNamesTheProgramMeansAllOfTheName(string program, bool isFileBased, bool isPublished)
    {
        var identity = new CommandIdentity(Process(Self, 50, "stop\0"), new OtherProgram(program), _ => true);
        Assert.Equal(isFileBased, identity.Matches(Process(7, 3, Own)));
        Assert.Equal(isFileBased, identity.IsTaggedBy(TagOf(Process(7, 3, Own)), null));
        Assert.Equal(isPublished, identity.Matches(Process(7, 3, "/srv/app/artifacts/app/app\0x\0")));
    }

    [Fact]
    public void AToolThatNamesTheFileMeansThatFile()
    {
        var identity = new CommandIdentity(Process(Self, 50, "stop\0"), new OtherProgram("/srv/é/app.cs"), _ => true);
        Assert.True(identity.Matches(BuiltInCache("app-1", "/srv/é/app.cs")));
        Assert.False(identity.Matches(BuiltInCache("app-2", "/srv/two/app.cs")));
        Assert.Contains("from which file /root/.local/share", Assert.Throws<LifelineException>(() => identity.Matches(Process(7, 3, Own))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsReachedByALinkIsTheSame()
    {
        var file = Path.Combine(_root.CreateSubdirectory("release").FullName, "app.cs");
        File.WriteAllText(file, "");
        _ = Directory.CreateSymbolicLink(Path.Combine(_root.FullName, "current"), Path.Combine(_root.FullName, "release"));
        var linked = Path.Combine(_root.FullName, "current", "app.cs");

        var own = new OwnProgram(CommandLine.Parse(Encoding.UTF8.GetBytes(Own)), file: file);
        Assert.True(own.IsRunBy(BuiltInCache("app-1", linked).CommandLine));
        Assert.False(own.IsRunBy(BuiltInCache("app-2", "/srv/two/app.cs").CommandLine));
        Assert.False(own.IsRunBy(Encoding.UTF8.GetBytes(Own.Replace("app-3a38", "app-40dc", StringComparison.Ordinal))));
    }

    [Fact]
    public void OneThatIsBuiltElsewhereIsToldByTheFileThatTheSdkNamesBesideIt()
    {
        var built = Built("/srv/one/app.cs", "one/artifacts/bin/debug");
        var own = new OwnProgram(CommandLine.Parse(built.CommandLine), file: "/srv/one/app.cs");
        Assert.True(own.IsRunBy(built.CommandLine));
        Assert.False(own.IsRunBy(Built("/srv/two/app.cs", "two/artifacts/bin/debug").CommandLine));

        // As it was built before the Directory.Build.props came, or will be after it.
        var cached = BuiltInCache("app-1", "/srv/one/app.cs");
        Assert.True(own.IsRunBy(cached.CommandLine));
        Assert.True(new OwnProgram(CommandLine.Parse(cached.CommandLine), file: "/srv/one/app.cs").IsRunBy(built.CommandLine));

        // In doubt, it is the same.
        Assert.True(own.IsRunBy("/srv/app/app\0x\0"u8));
        Assert.True(own.IsRunBy("./app\0x\0"u8));
    }

    private ProcessEntry BuiltInCache(string name, string file) => Built(file, $"dotnet/runfile/{name}/bin/debug");

    private ProcessEntry Built(string file, string path)
    {
        var folder = _root.CreateSubdirectory(path).FullName;
        File.WriteAllText(Path.Combine(folder, "app.runtimeconfig.json"), JsonSerializer.Serialize(new { runtimeOptions = new { tfm = "net10.0", configProperties = new { EntryPointFilePath = file } } }));
        return Process(8, 4, Path.Combine(folder, "app") + "\0x\0");
    }

    private static ProcessTag TagOf(ProcessEntry worker) => new(new CommandIdentity(worker).TagOf(worker, null), 1, worker.Key, worker.CommandLine);
}
