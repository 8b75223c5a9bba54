using System.Diagnostics;
using Lifelines.Tests.Infra;

namespace Lifelines.Benchmarks;

/// <summary>A folder that builds run in, and what runs there.</summary>
internal sealed class RootFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("lifelines-benchmark-").FullName;

    public RootFolder() => Directory.CreateDirectory(Path.Combine(_path, ".nuke"));

    public Child Start(string file, params string[] arguments)
    {
        var startInfo = new ProcessStartInfo(file, arguments) { WorkingDirectory = _path };
        startInfo.Environment["NUKE_TELEMETRY_OPTOUT"] = "1";
        return Child.Start(startInfo);
    }

    public Child StartBuild(string target) => Start(Path.Combine(AppContext.BaseDirectory, "testbuild"), target);

    /// <summary>Starts a process that does nothing under another program's name, with one argument.</summary>
    public Child StartNamed(string program, string argument)
    {
        File.WriteAllText(Path.Combine(_path, argument), "echo ready; while :; do sleep 600; done");
        var child = Start("bash", "-c", "exec -a \"$0\" sh \"$1\"", program, argument);
        child.WaitForLine("ready").GetAwaiter().GetResult();
        return child;
    }

    /// <summary>What the gem does: look for another process with the same command by ps, and leave if there is one.</summary>
    public string WriteRakefile()
    {
        var file = Path.Combine(_path, "Rakefile");
        File.WriteAllText(
            file,
            """
            namespace :appname do
              task :lifeline do
                others = `ps ax -o pid,command`.lines.map(&:strip).select { |line| line =~ /rake appname:lifeline/ && line.to_i != Process.pid }
                sleep if others.empty?
              end
            end
            """);
        return file;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
