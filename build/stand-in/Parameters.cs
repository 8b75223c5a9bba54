using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Parameters from the command line, or else the environment; neither case nor dashes count.</summary>
internal static class Parameters
{
    private static readonly string[] _arguments = [.. Environment.GetCommandLineArgs().Skip(1)];

    public static string[]? Targets
    {
        get
        {
            var positional = _arguments.TakeWhile(argument => !argument.StartsWith('-')).ToArray();
            var values = FromCommandLine("Target") ?? (positional.Length > 0 ? positional : null);
            var variable = values is null ? FromEnvironment("Target") : null;
            return values?.SelectMany(value => value.Split('+')).ToArray() ?? variable?.Split('+');
        }
    }

    public static bool IsSet(string name) => FromCommandLine(name) is not null || bool.TryParse(FromEnvironment(name), out var value) && value;

    public static string[]? Values(string name) => FromCommandLine(name);

    public static string? Value(string name) => FromCommandLine(name)?.FirstOrDefault() ?? FromEnvironment(name);

    public static void Inject(object build)
    {
        const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var field in build.GetType().GetFields(Members).Where(field => field.IsDefined(typeof(ParameterAttribute))))
        {
            // A switch needs no value.
            if ((Value(field.Name) ?? (field.FieldType == typeof(bool) && IsSet(field.Name) ? bool.TrueString : null)) is { } value)
                field.SetValue(build, Convert.ChangeType(value, field.FieldType));
        }
    }

    public static string DashedName(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? $"-{letter}" : $"{letter}")).ToLowerInvariant();

    private static string[]? FromCommandLine(string name)
    {
        var index = Array.FindLastIndex(_arguments, argument => argument.StartsWith('-') && argument.Replace("-", "").Equals(name, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : [.. _arguments.Skip(index + 1).TakeWhile(argument => !argument.StartsWith('-'))];
    }

    private static string? FromEnvironment(string name) =>
        Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(key => new[] { name, $"NUKE{name}" }.Contains(string.Concat(key.Where(char.IsLetterOrDigit)), StringComparer.OrdinalIgnoreCase))
            .Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault();
}
