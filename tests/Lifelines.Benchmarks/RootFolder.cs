using System.Diagnostics;
using Lifelines.Tests.Infra;

namespace Lifelines.Benchmarks;

/// <summary>A folder that builds run in, and what runs there.</summary>
internal sealed class RootFolder : IDisposable
{
    public RootFolder() => Directory.CreateDirectory(System.IO.Path.Combine(Path, ".nuke"));

    public string Path { get; } = Directory.CreateTempSubdirectory("lifelines-benchmark-").FullName;

    public Child Start(string file, params string[] arguments) => Child.Start(new ProcessStartInfo(file, arguments) { WorkingDirectory = Path });

    public string NewFolder(string name) => Directory.CreateDirectory(System.IO.Path.Combine(Path, name)).FullName;

    /// <summary>Starts a process that does nothing under another program's name.</summary>
    /// <param name="program">The name.</param>
    /// <param name="argument">The first argument, which becomes a file.</param>
    /// <param name="rest">Further arguments.</param>
    public Child StartNamed(string program, string argument, params string[] rest)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, argument), "echo ready; while :; do sleep 600; done");
        var child = Start("bash", ["-c", "exec -a \"$0\" sh \"$@\"", program, argument, .. rest]);
        child.WaitForLine("ready").GetAwaiter().GetResult();
        return child;
    }

    /// <summary>What the gem does: look for another process with the same command by ps, and leave if there is one.</summary>
    public string WriteRakefile()
    {
        var file = System.IO.Path.Combine(Path, "Rakefile");
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

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
