using System.Globalization;
using System.Text;

namespace Lifelines.Postgres;

/// <summary>What a holder calls itself at the server, for whoever looks at its sessions: <c>lifeline NAME HOST PID</c>.</summary>
internal static class ApplicationName
{
    // NAMEDATALEN - 1: the server cuts the rest.
    private const int Longest = 63;

    public static string Of(string name, string host, int pid)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $" {host} {pid}");
        var start = $"lifeline {name}";
        while (start.Length > 0 && Encoding.UTF8.GetByteCount(start) + Encoding.UTF8.GetByteCount(end) > Longest)
            start = start[..^1];

        return start + end;
    }

    /// <summary>Reads who that is; null if it is not such a name.</summary>
    public static LifelineProcess? Parse(string name, DateTimeOffset since) =>
        name.Split(' ') is [.., var host, var last] && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? new LifelineProcess { Id = pid, Host = host, User = "", StartedAt = since }
            : null;
}
