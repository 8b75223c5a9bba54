using System.Globalization;

namespace Lifelines.Postgres;

/// <summary>What a holder calls itself at the server, for whoever looks at its sessions: <c>lifeline NAME HOST PID</c>.</summary>
internal static class ApplicationName
{
    // NAMEDATALEN - 1: the server cuts the rest.
    private const int Longest = 63;

    public static string Of(string name, string host, int pid)
    {
        var end = Printable(string.Create(CultureInfo.InvariantCulture, $" {host} {pid}"));
        var start = Printable($"lifeline {name}");
        return start[..Math.Clamp(Longest - end.Length, 0, start.Length)] + end;
    }

    // The server replaces what is not printable ASCII, by up to four characters for a byte.
    private static string Printable(string text) => string.Concat(text.Select(character => character is >= ' ' and <= '~' ? character : '?'));

    /// <summary>Reads who that is; null if it is not such a name.</summary>
    public static LifelineProcess? Parse(string name, DateTimeOffset since) =>
        name.Split(' ') is [.., var host, var last] && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            ? new LifelineProcess { Id = pid, Host = host, User = "", StartedAt = since }
            : null;
}
