namespace Lifelines.EndToEnd;

/// <summary>Processes with the text of a command in their own, as on a machine that people work on.</summary>
internal sealed class Decoys : IDisposable
{
    private readonly List<Child> _children = [];

    public Decoys(string command)
    {
        // The shell keeps the text as a comment, or as the name of the program or a parameter that it runs under.
        Add("sh", "-c", $"sleep 600; : {command}");
        Add("bash", "-c", $"sleep 600; : ./build.sh {command}");
        Add("bash", "-c", "exec -a \"vim $0\" sleep 600", command);
        Add("bash", "-c", "exec -a \"$0\" sleep 600", command);
        Add("tail", "-F", "/dev/null", $"/tmp/{Guid.NewGuid()} {command}.log");
        Add("grep", command, "--", "-");
        Add("bash", "-c", "exec -a dotnet bash -c 'sleep 600; :' run \"$0\"", command);
        Add("sh", ["-c", "sleep 600; :", "nano", .. command.Split(' ')]);
    }

    /// <summary>The commands of those that have ended.</summary>
    public IReadOnlyList<string> Dead => [.. _children.Where(child => child.HasExited).Select(child => child.Command)];

    public void Dispose() => _children.ForEach(child => child.Dispose());

    private void Add(string file, params string[] arguments) =>
        _children.Add(Child.Start(new System.Diagnostics.ProcessStartInfo(file, arguments) { RedirectStandardInput = true }));
}
