using CsCheck;
using Lifelines.Identity;
using Lifelines.Processes;

namespace Lifelines.Tests.Identity;

public static class IdentityProperties
{
    private static readonly Gen<string> _argument = Gen.String[Gen.Char[" ./-:=abdlnotxyz\n\u00e9\u4e16"], 0, 8];
    private static readonly Gen<string[]> _arguments = _argument.Array[0, 5];
    private static readonly Gen<string> _program = Gen.String[Gen.Char["abdlnotwxyz.-_ "], 1, 12].Where(name => name != "dotnet");
    private static readonly Gen<string> _folder = Gen.String[Gen.Char["ab.-_ /"], 0, 12].Select(path => path.Length == 0 ? "" : path + '/');

    private static readonly string[] _wrappers = ["sh", "bash", "vim", "grep", "env", "nohup", "sudo"];
    private static readonly Gen<string> _wrapper = Gen.Select(Gen.Int[0, _wrappers.Length - 1], _folder, (wrapper, folder) => folder + _wrappers[wrapper]);

    // The ways to start a program that do not make it another one.
    private static readonly Gen<Func<string, string[]>> _spelling = Gen.Select(_folder, _folder, Gen.Int[0, 3], (host, folder, kind) => (Func<string, string[]>)(program => kind switch
    {
        0 => [folder + program],
        1 => [host + "dotnet", $"{folder}{program}.dll"],
        2 => [host + "dotnet", "exec", $"{folder}{program}.dll"],
        _ => [host + "dotnet", "--roll-forward", "Major", "--depsfile", "x.dll", $"{folder}{program}.dll"],
    }));

    [Fact]
    public static void EverySpellingIsTheSameCommand() =>
        Gen.Select(_program, _arguments, _spelling, _spelling).Sample((program, arguments, mine, theirs) =>
            IsSame([.. mine(program), .. arguments], [.. theirs(program), .. arguments]));

    [Fact]
    public static void OtherArgumentsAreAnotherCommand() =>
        Gen.Select(_program, _arguments, _arguments, _spelling, _spelling).Where(sample => !sample.Item2.SequenceEqual(sample.Item3)).Sample((program, mine, theirs, mySpelling, theirSpelling) =>
            !IsSame([.. mySpelling(program), .. mine], [.. theirSpelling(program), .. theirs]));

    [Fact]
    public static void AnotherProgramIsAnotherCommand() =>
        Gen.Select(_program, _program, _arguments, _spelling, _spelling).Where(sample => sample.Item1 != sample.Item2).Sample((mine, theirs, arguments, mySpelling, theirSpelling) =>
            !IsSame([.. mySpelling(mine), .. arguments], [.. theirSpelling(theirs), .. arguments]));

    [Fact]
    public static void AWrapperIsAnotherCommand() =>
        Gen.Select(_program, _arguments, _wrapper, _spelling).Sample((program, arguments, wrapper, spelling) =>
            !IsSame([program, .. arguments], [wrapper, .. spelling(program), .. arguments]));

    private static bool IsSame(string[] mine, string[] theirs) => new CommandIdentity(Entry(mine)).Matches(Entry(theirs));

    private static ProcessEntry Entry(string[] command) => FakeTable.Process(1, 1, string.Concat(command.Select(argument => argument + '\0')));
}
