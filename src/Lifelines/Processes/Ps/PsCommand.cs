using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Lifelines.Processes.Ps;

/// <summary>Runs ps(1).</summary>
internal static class PsCommand
{
    // What procps, macOS and FreeBSD have in common: all processes, lines of any length, no header, the columns of PsLine.Parse.
    private static readonly string[] _options = ["-A", "-ww", "-o", "pid=", "-o", "ppid=", "-o", "uid=", "-o", "ruid=", "-o", "state=", "-o", "lstart=", "-o", "args="];

    // It reads the commands of all processes, and waits for one whose memory is locked.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    // BusyBox lists all processes anyway, and knows no lstart.
    private static readonly string[] _busyBoxOptions = ["-o", "stat=,pid=,ppid=,user=,ruser=,args="];

    /// <summary>Lists all processes.</summary>
    /// <param name="readStart">Reads the start time of a process, in seconds since 1970, where ps does not show it; null if it has ended.</param>
    /// <exception cref="LifelineException">ps is missing, failed, or printed something else.</exception>
    public static IReadOnlyList<PsLine> List(Func<int, ulong?>? readStart)
    {
        var ps = Find();
        if (Run(ps, _options, out var output, out var error))
            return [.. Lines(output).Select(PsLine.Parse)];

        if (readStart is null || !Run(ps, _busyBoxOptions, out output, out _))
            throw new LifelineException($"{ps} {string.Join(' ', _options)} failed, so no other process can be found: {Printable.Escape(error.Trim())}");

        return
        [
            .. from line in Lines(output).Select(PsLine.ParseBusyBox)
               let start = readStart(line.Key.Pid)
               where start is not null
               select line with { Key = line.Key with { StartTime = start.Value } },
        ];
    }

    private static IEnumerable<string> Lines(string output) =>
        output.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line));

    // Not left to Process.Start, which would take a file named ps in the working directory.
    private static string Find() =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/bin:/usr/bin".Split(':')
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, "ps"))
            .FirstOrDefault(File.Exists)
        ?? throw new LifelineException("There is no ps in the PATH, in /bin or in /usr/bin, so no other process can be found. Install it.");

    private static bool Run(string ps, string[] options, out string output, out string error)
    {
        var startInfo = new ProcessStartInfo(ps, options)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };

        // Nothing of the environment, such as COLUMNS or PS_FORMAT, changes what ps prints.
        startInfo.Environment.Clear();
        startInfo.Environment["LC_CTYPE"] = OperatingSystem.IsMacOS() ? "UTF-8" : "C.UTF-8";
        startInfo.Environment["LC_TIME"] = "C";
        startInfo.Environment["TZ"] = "UTC0";

        ChildSignal.Heed();
        try
        {
            using var process = Process.Start(startInfo)!;
            process.StandardInput.Close();
            var reading = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!reading.Wait(_patience) || !process.WaitForExit(_patience))
            {
                process.Kill();
                throw new LifelineException($"{ps}, pid {process.Id}, has not ended after {_patience.TotalSeconds} s, so no other process can be found. Run \"ps -A -o args\" to see where it stops: the process after that cannot be read.");
            }

            (output, error) = (reading.Result[0], reading.Result[1]);
            return process.ExitCode == 0;
        }
        catch (Win32Exception exception)
        {
            throw new LifelineException($"{ps} cannot be started, so no other process can be found: {exception.Message}.", exception);
        }
    }
}
