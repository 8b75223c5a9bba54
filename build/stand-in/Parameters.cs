using System.Reflection;
using Serilog;

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
            var values = Values("Target") ?? (positional.Length > 0 ? positional : FromEnvironment("Target") is { } variable ? [variable] : null);
            return values?.SelectMany(value => value.Split('+')).ToArray();
        }
    }

    public static bool IsSet(string name) => Values(name) is not null || (bool.TryParse(FromEnvironment(name), out var value) && value);

    public static string? Value(string name) => Values(name)?.FirstOrDefault() ?? FromEnvironment(name);

    /// <summary>A value without which there is no engine: the process ends by an exception that nobody handles.</summary>
    public static T? Needed<T>(string name, Func<string, T> parse)
        where T : class
    {
        if (Values(name) is { Length: > 1 } values)
            throw new ArgumentException($"--{name} takes one value, not '{string.Join(' ', values)}'.");

        return Value(name) is { } value ? parse(value) : null;
    }

    public static void Inject(NukeBuild build)
    {
        foreach (var parameter in Of(build))
        {
            // A switch needs no value.
            if ((Value(parameter.Name) ?? (parameter.Type == typeof(bool) && IsSet(parameter.Name) ? bool.TrueString : null)) is not { } value)
                continue;

            try
            {
                parameter.Set!(build, Convert.ChangeType(value, parameter.Type));
            }
            catch (FormatException exception)
            {
                Log.Warning(exception, "{Parameter} keeps its default, since '{Value}' is none of its values", parameter.Name, value);
            }
        }
    }

    /// <summary>The parameters that a build has of its own.</summary>
    public static IEnumerable<Parameter> Of(NukeBuild build) =>
        from field in build.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        where field.IsDefined(typeof(ParameterAttribute))
        orderby field.Name
        select new Parameter(field.Name, field.FieldType, field.GetCustomAttribute<ParameterAttribute>()!.Description, field.SetValue);

    public static string DashedName(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? $"-{letter}" : $"{letter}")).ToLowerInvariant();

    public static string[]? Values(string name)
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
