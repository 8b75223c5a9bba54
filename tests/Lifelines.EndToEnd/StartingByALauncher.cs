namespace Lifelines.EndToEnd;

/// <summary>As one-file packers do: a file with the program's name unpacks the program, starts it with the same arguments, and waits for it.</summary>
[Needs("linker")]
public sealed class StartingByALauncher : IDisposable
{
    private const string Source =
        """
        #include <stdlib.h>
        #include <unistd.h>
        #include <sys/wait.h>
        int main(int count, char **arguments)
        {
            int status, child = fork();
            if (child == 0)
                return execv(getenv("PACKED"), arguments);
            waitpid(child, &status, 0);
            return WEXITSTATUS(status);
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("lifelines-launcher-").FullName;
    private readonly Worker _worker = new();

    public StartingByALauncher()
    {
        File.WriteAllText(Path.Combine(_folder, "launcher.c"), Source);
        Shell.Run("sh", "-c", "$(command -v clang || command -v gcc) -o \"$1/testworker\" \"$1/launcher.c\"", "sh", _folder);
    }

    public void Dispose()
    {
        _worker.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task TheProgramWorksAndTheSecondLeaves()
    {
        var launcher = Start();
        _ = await launcher.WaitForLine("running");
        Child[] others = [Start(), _worker.Start()];
        foreach (var other in others)
        {
            Assert.True(await other.WaitForExit() == 0, other.Output);
            Assert.Equal("yielded", other.Output);
        }

        var terminate = _worker.Terminate(600);
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Contains(" Stopped ", terminate.Output, StringComparison.Ordinal);
        Assert.Equal(0, await launcher.WaitForExit());
        Assert.Equal("running\ncleaning up\nran", launcher.OwnOutput);
    }

    [Fact]
    public async Task AWorkerThatStartsItselfIsToldSo()
    {
        using var worker = new Worker();
        var holder = worker.Start("nested");
        Assert.Contains($"Process {holder.Id} started this process and has the same command", await holder.WaitForLine("nested: "), StringComparison.Ordinal);
        _ = await holder.WaitForLine("nested ended with 3");
        Assert.False(holder.HasExited);
    }

    private Child Start() => _worker.StartBy($"export PACKED='{Worker.Program}'; exec \"$@\"", program: Path.Combine(_folder, "testworker"));
}
