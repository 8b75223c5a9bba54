using System.Text;
using Lifelines.Processes;

namespace Lifelines.Tests.Processes;

public static class ReadingCommandLines
{
    [Theory]
    [InlineData("./worker|a", "worker", "a")]
    [InlineData("/srv/x/worker|a", "worker", "a")]
    [InlineData("worker|a", "worker", "a")]
    [InlineData("/srv/releases/2026-11-25/worker|a", "worker", "a")]
    [InlineData("dotnet|/srv/x/worker.dll|a", "worker", "a")]
    [InlineData("/usr/share/dotnet/dotnet|worker.dll|a", "worker", "a")]
    [InlineData("dotnet|exec|worker.dll|a", "worker", "a")]
    [InlineData("dotnet|--roll-forward|Major|worker.dll|a", "worker", "a")]
    [InlineData("dotnet|exec|--runtimeconfig|x.json|--depsfile|x.dll|worker.dll|a", "worker", "a")]
    [InlineData("/a dir/my worker|a b|c", "my worker", "a b|c")]
    [InlineData("worker||", "worker", "|")]
    [InlineData("worker", "worker", "")]
    [InlineData("dotnet|run|--project|worker", "dotnet", "run|--project|worker")]
    [InlineData("dotnet|build|worker.dll", "dotnet", "build|worker.dll")]
    [InlineData("dotnet|test|worker.dll", "dotnet", "test|worker.dll")]
    [InlineData("dotnet", "dotnet", "")]
    [InlineData("dotnet|exec", "dotnet", "exec")]
    [InlineData("dotnet|--roll-forward", "dotnet", "--roll-forward")]
    [InlineData("bash|./build.sh|appname-lifeline", "bash", "./build.sh|appname-lifeline")]
    [InlineData("sh|-c|./worker a", "sh", "-c|./worker a")]
    [InlineData("vim|worker", "vim", "worker")]
    [InlineData("grep|worker", "grep", "worker")]
    [InlineData("worker.dll|a", "worker.dll", "a")]
    [InlineData("worker.sh|a", "worker.sh", "a")]
    [InlineData("", "", "")]
    public static void TheProgramIsTheManagedEntryPoint(string command, string program, string arguments)
    {
        var parsed = CommandLine.Parse(Bytes(command));
        Assert.Equal(program, Encoding.UTF8.GetString(parsed.Program));
        Assert.Equal(arguments.Length == 0 ? [] : arguments.Split('|'), CommandLine.Split(parsed.Arguments));
    }

    [Fact]
    public static void TextWithoutAnEndIsOneArgument()
    {
        // As servers leave it that write their state over their arguments.
        var parsed = CommandLine.Parse("server: worker (a/idle)"u8);
        Assert.Equal("idle)", Encoding.UTF8.GetString(parsed.Program));
        Assert.True(parsed.Arguments.IsEmpty);
    }

    private static byte[] Bytes(string command) => command.Length == 0 ? [] : Encoding.UTF8.GetBytes(command.Replace('|', '\0') + '\0');
}
