using System.Text;

namespace Lifelines.Processes.Linux;

internal sealed partial class LinuxProcessTable
{
    // The name of the main thread, which any thread of the process may set: proc_pid_comm(5).
    public bool TryShow(string? name) =>
        new ProcFiles(_root).TryWrite(_selfPid, "comm"u8, Encoding.UTF8.GetBytes(name ?? Path.GetFileName(Environment.ProcessPath) ?? "dotnet"));

    public IReadOnlyList<string>? ReadSigns(ProcessKey key)
    {
        try
        {
            var signs = Directory.GetDirectories($"{_root}/{key.Pid}/task").Select(ReadThreadName).Where(ProcessSign.IsOne).ToList();
            return TryReadKey(key.Pid) == key ? signs : [];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string ReadThreadName(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "comm")).TrimEnd('\n');
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }
}
