using System.Text;

namespace Lifelines.Processes;

/// <summary>Programs that run the program of a file that their arguments name: emulators of other processors, and dynamic loaders.</summary>
internal static class Interpreter
{
    // QEMU's by the processors that .NET runs on: qemu-system-x86_64, qemu-img and others are none.
    private static readonly string[] _emulators =
    [
        "qemu-x86_64", "qemu-i386", "qemu-aarch64", "qemu-arm", "qemu-ppc64le", "qemu-riscv64", "qemu-s390x", "qemu-loongarch64",
        "box64", "box86", "FEX", "FEXInterpreter", "FEXLoader", "rosetta",
    ];

    // Options whose next argument is their value: qemu-x86_64 --help, ld.so(8).
    private static readonly string[] _optionsWithValue =
    [
        "g", "L", "s", "cpu", "E", "U", "0", "r", "B", "R", "d", "dfilter", "D", "p", "seed", "trace", "plugin",
        "library-path", "inhibit-rpath", "audit", "preload", "argv0", "glibc-hwcaps-prepend", "glibc-hwcaps-mask",
    ];

    /// <summary>Whether a file of this name is an emulator or a loader.</summary>
    public static bool IsOne(ReadOnlySpan<byte> fileName) => IsLoader(fileName) || IsEmulator(fileName);

    /// <summary>Takes off the path of the program that an emulator or a loader runs; empty if it runs none.</summary>
    /// <param name="fileName">The emulator or loader.</param>
    /// <param name="arguments">Its arguments; then those of the program.</param>
    public static ReadOnlySpan<byte> TakeProgram(ReadOnlySpan<byte> fileName, scoped ref ReadOnlySpan<byte> arguments)
    {
        var path = CommandLine.Next(ref arguments);
        while (path is [(byte)'-', _, ..])
        {
            if (Contains(_optionsWithValue, path.TrimStart("-"u8)))
                _ = CommandLine.Next(ref arguments);

            path = CommandLine.Next(ref arguments);
        }

        // Flag P of the kernel's binfmt_misc has the kernel add the program's path before its own first argument.
        var rest = arguments;
        var first = CommandLine.Next(ref rest);
        if (!IsLoader(fileName) && (KeepsFirstArgument(fileName) || (!path.IsEmpty && ProgramName.FileName(first).SequenceEqual(ProgramName.FileName(path)))))
            arguments = rest;

        return path;
    }

    private static bool IsEmulator(ReadOnlySpan<byte> fileName)
    {
        // Each begins with one of these; most programs end here.
        if (fileName is not [(byte)'q' or (byte)'b' or (byte)'F' or (byte)'r', ..] && !KeepsFirstArgument(fileName))
            return false;

        return KeepsFirstArgument(fileName) || Contains(_emulators, fileName.EndsWith("-static"u8) ? fileName[..^"-static".Length] : fileName);
    }

    // What Debian calls QEMU where it registers it with flag P.
    private static bool KeepsFirstArgument(ReadOnlySpan<byte> fileName) => fileName.EndsWith("-binfmt-P"u8);

    // ld-linux-x86-64.so.2, ld-musl-x86_64.so.1, ld-2.31.so, ld64.so.2, and since glibc 2.34 ld.so.
    private static bool IsLoader(ReadOnlySpan<byte> fileName) => fileName.StartsWith("ld"u8) && fileName is [_, _, (byte)'-' or (byte)'.' or (byte)'6', ..] && fileName.IndexOf(".so"u8) > 0;

    private static bool Contains(string[] names, ReadOnlySpan<byte> name) => Array.IndexOf(names, Encoding.UTF8.GetString(name)) >= 0;
}
