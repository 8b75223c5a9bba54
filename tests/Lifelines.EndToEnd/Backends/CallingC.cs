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
    public static void TheFunctionsAreFound() => Assert.Equal(["clock_gettime", "close", "free", "getpwuid", "kill", "open", "poll", "prctl", "read", "readlink", "realpath", "sigaction", "sigaddset", "sigemptyset", "sigismember", "signal", "sigprocmask", "syscall"], Functions.Select(row => row.Data).Order());

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
