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
    [InlineData("dotnet|job.exe|a", "job", "a")]
    [InlineData("dotnet|/x/job.DLL|a", "job", "a")]
    [InlineData("dotnet|.dll", "dotnet", ".dll")]
    [InlineData("dotnet10|job.dll|a", "job", "a")]
    [InlineData("/opt/dotnet-10.0|exec|job.dll|a", "job", "a")]
    [InlineData("dotnet-script|job.dll|a", "dotnet-script", "job.dll|a")]
    [InlineData("dotnetfx|job.dll|a", "dotnetfx", "job.dll|a")]
    [InlineData("vim|job.dll|a", "vim", "job.dll|a")]
    [InlineData("qemu-x86_64|./job|a", "job", "a")]
    [InlineData("/usr/bin/qemu-aarch64-static|-cpu|max|-L|/usr/aarch64|-strace|./job|a", "job", "a")]
    [InlineData("qemu-x86_64|/usr/bin/dotnet|job.dll|a", "job", "a")]
    [InlineData("/usr/libexec/qemu-binfmt/aarch64-binfmt-P|/srv/job|renamed|a", "job", "a")]
    [InlineData("/usr/bin/qemu-aarch64|/srv/job|./job|a", "job", "a")]
    [InlineData("qemu-x86_64", "qemu-x86_64", "")]
    [InlineData("qemu-x86_64|--version", "qemu-x86_64", "--version")]
    [InlineData("qemu-system-x86_64|job", "qemu-system-x86_64", "job")]
    [InlineData("qemu-img|job", "qemu-img", "job")]
    [InlineData("box64|./job|a", "job", "a")]
    [InlineData("FEXInterpreter|./job|a", "job", "a")]
    [InlineData("/run/rosetta/rosetta|./job|a", "job", "a")]
    [InlineData("/lib64/ld-linux-x86-64.so.2|./job|a", "job", "a")]
    [InlineData("/lib64/ld-linux-x86-64.so.2|--library-path|/x|--argv0|y|./job|job", "job", "job")]
    [InlineData("/lib/ld-musl-x86_64.so.1|--library-path=/x|./job|a", "job", "a")]
    [InlineData("ld.so|./job|a", "job", "a")]
    [InlineData("ld|-o|job", "ld", "-o|job")]
    [InlineData("/lib64/ld-linux-x86-64.so.2|/usr/bin/qemu-x86_64|./dotnet|./job.dll|a", "job", "a")]
    public static void TheProgramIsTheManagedEntryPoint(string command, string program, string arguments)
    {
        var parsed = CommandLine.Parse(Bytes(command));
        Assert.Equal(program, Encoding.UTF8.GetString(parsed.Name));
        Assert.Equal(program, Encoding.UTF8.GetString(parsed.Program));
        Assert.False(parsed.IsFileBased);
        Assert.Equal(arguments.Length == 0 ? [] : arguments.Split('|'), CommandLine.Split(parsed.Arguments));
    }

    [Theory]
    [InlineData("/root/.local/share/dotnet/runfile/app-3a38/bin/debug/app|a", "app", "app-3a38")]
    [InlineData("/home/deploy/.local/share/dotnet/runfile/app-3a38/bin/release/app|a", "app", "app-3a38")]
    [InlineData("dotnet|/root/.local/share/dotnet/runfile/app-3a38/bin/debug_linux-x64/app.dll|a", "app", "app-3a38")]
    [InlineData("dotnet|exec|/root/.local/share/dotnet/runfile/app-3a38/bin/debug/app.dll|a", "app", "app-3a38")]
    [InlineData("qemu-x86_64|/srv/dotnet/runfile/my-app-3a38/bin/debug/named|a", "named", "my-app-3a38")]
    [InlineData("dotnet/runfile/app-3a38/bin/debug/app|a", "app", "app-3a38")]
    public static void AFileBasedProgramIsToldByItsFolderInTheSdksCache(string command, string name, string program)
    {
        var parsed = CommandLine.Parse(Bytes(command));
        Assert.Equal(name, Encoding.UTF8.GetString(parsed.Name));
        Assert.Equal(program, Encoding.UTF8.GetString(parsed.Program));
        Assert.True(parsed.IsFileBased);
        Assert.Equal(["a"], CommandLine.Split(parsed.Arguments));
    }

    [Theory]
    [InlineData("/srv/dotnet/runfile/app")]
    [InlineData("/srv/dotnet/runfile/app-3a38/app")]
    [InlineData("/srv/dotnet/runfile/app/bin/debug/app")]
    [InlineData("/srv/mydotnet/runfile/app-3a38/bin/debug/app")]
    [InlineData("/srv/runfile/app-3a38/bin/debug/app")]
    [InlineData("runfile/app-3a38/bin/debug/app")]
    [InlineData("/srv/dotnet/runfiles/app-3a38/bin/debug/app")]
    [InlineData("/srv/app/artifacts/app/app")]
    public static void OneThatLiesElsewhereIsToldByItsName(string command)
    {
        var parsed = CommandLine.Parse(Bytes(command));
        Assert.Equal("app", Encoding.UTF8.GetString(parsed.Program));
        Assert.False(parsed.IsFileBased);
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
