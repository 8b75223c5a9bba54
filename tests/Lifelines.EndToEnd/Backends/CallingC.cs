using System.Reflection;
using System.Runtime.InteropServices;
using Lifelines.Processes.Unix;

namespace Lifelines.EndToEnd.Backends;

public static class CallingC
{
    public static TheoryData<string> Functions { get; } =
    [
        .. typeof(LibC).GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Select(method => method.GetCustomAttribute<DllImportAttribute>()?.EntryPoint)
            .OfType<string>()
            .Distinct(),
    ];

    [Fact]
    public static void TheFunctionsAreFound() => Assert.Equal(["_exit", "clock_gettime", "close", "dup2", "free", "getenv", "getpwuid", "kill", "open", "poll", "prctl", "read", "readlink", "realpath", "setenv", "sigaction", "sigaddset", "sigemptyset", "sigismember", "signal", "sigprocmask", "syscall", "write"], Functions.Select(row => row.Data).Order(StringComparer.Ordinal));

    /// <summary>Alpine's C library.</summary>
    [Theory]
    [Needs("musl", "binutils")]
    [MemberData(nameof(Functions))]
    public static void EachFunctionIsInMuslToo(string function)
    {
        var musl = Directory.GetFiles("/lib", "ld-musl-*.so.1");
        Assert.Matches($@" FUNC +(GLOBAL|WEAK) .* {function}\r?\n", Shell.Run("readelf", "--dyn-syms", "--wide", musl[0]));
    }
}
