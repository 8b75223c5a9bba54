namespace Lifelines;

/// <summary>Reads the value of <c>--grace-period</c>.</summary>
internal static class GracePeriod
{
    /// <exception cref="FormatException">It is not one number of seconds.</exception>
    public static TimeSpan Parse(IReadOnlyList<string> values) =>
        values is [var value] && uint.TryParse(value, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : throw new FormatException($"--grace-period takes a number of seconds, such as --grace-period 30{(values.Count == 0 ? "" : $", and not \"{string.Join(' ', values)}\"")}.");
}
