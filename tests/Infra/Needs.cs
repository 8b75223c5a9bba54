using System.Runtime.InteropServices;

namespace Lifelines.Tests.Infra;

/// <summary>What tests need that not every machine has: how to see whether it is there, and what brings it.</summary>
internal static class Needs
{
    /// <summary>The options of unshare(1) for a PID namespace; who is not root becomes root in it.</summary>
    public static string[] Namespaces { get; } = [.. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["--user", "--map-root-user"], "--pid", "--fork", "--kill-child"];

    /// <summary>QEMU for the processor that the tests run on.</summary>
    public static string Emulator { get; } = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "qemu-aarch64" : "qemu-x86_64";

    /// <summary>The folder of PostgreSQL's own programs; null if there is none. Debian keeps them out of the search path.</summary>
    public static string? PostgresFolder { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")).LastOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
        : null;

    private static readonly Dictionary<string, Need> _all = new()
    {
        ["arm-linker"] = new(() => HasProgram("aarch64-linux-gnu-gcc") && Directory.Exists("/usr/aarch64-linux-gnu/include"), "gcc-aarch64-linux-gnu", "libc6-dev-arm64-cross"),
        ["binutils"] = new(() => HasProgram("readelf"), "binutils"),
        ["busybox"] = new(() => HasProgram("busybox"), "busybox"),
        ["cron"] = new(() => HasProgram("cron"), "cron"),
        ["linker"] = new(() => HasProgram("clang") || HasProgram("gcc"), "gcc", "libc6-dev"),
        ["lld"] = new(() => HasProgram("ld.lld"), "lld"),
        ["musl"] = new(() => Directory.GetFiles("/lib", "ld-musl-*.so.1").Length > 0, "musl"),
        ["perl"] = new(() => HasProgram("perl"), "perl-base"),
        ["pgbouncer"] = new(() => HasProgram("pgbouncer"), "pgbouncer"),
        ["postgres"] = new(() => PostgresFolder is not null, "postgresql"),
        ["ps"] = new(() => HasProgram("ps"), "procps"),
        ["qemu"] = new(() => HasProgram(Emulator), "qemu-user"),
        ["redis"] = new(() => HasProgram("redis-server"), "redis-server"),
        ["script"] = new(() => HasProgram("script"), "bsdutils"),
        ["strace"] = new(() => HasProgram("strace"), "strace"),
        ["wine"] = new(() => HasProgram("wine") && HasProgram("wineboot") && HasProgram("wineserver"), "wine", "wine64"),

        // What no package brings.
        ["root"] = new(() => Environment.IsPrivilegedProcess) { Remedy = "run as root" },
        ["tracing"] = new(() => !HasProgram("strace") || Succeeds("strace", "-o", "/dev/null", "true")) { Remedy = "allow ptrace(2)" },
        ["namespaces"] = new(() => Succeeds("unshare", [.. Namespaces, "--mount-proc", "true"])) { Remedy = "run as root, or where users may make namespaces" },
        ["networks"] = new(() => HasProgram("nsenter") && Succeeds("unshare", "--net", "--uts", "--pid", "--fork", "--mount-proc", "--kill-child", "ip", "link", "add", "type", "bridge"), "iproute2") { Remedy = "run as root, where network namespaces and bridges may be made, with ip(8)" },
        ["users"] = new(() => Succeeds("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "dotnet", "--list-runtimes")) { Remedy = "run as root, with .NET where every user may read it" },
    };

    /// <summary>The packages of Debian that bring what is missing here.</summary>
    public static IReadOnlyList<string> MissingPackages => [.. _all.Values.Where(need => !need.IsThere).SelectMany(need => need.Packages).Distinct().Order()];

    /// <summary>Why a test cannot run here; null if it can.</summary>
    public static string? WhyNot(IEnumerable<string> needs)
    {
        var missing = needs.Distinct().Where(name => !_all[name].IsThere).Select(name => $"needs {name}: {_all[name].Remedy}");
        return string.Join("; ", missing) is { Length: > 0 } reason ? reason : null;
    }

    /// <summary>The path of a program, also of one that only root has in its search path.</summary>
    public static string? FindProgram(string name) =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/local/sbin:/usr/sbin:/sbin".Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static bool HasProgram(string name) => FindProgram(name) is not null;

    private static bool Succeeds(string program, params IEnumerable<string> arguments)
    {
        if (!HasProgram(program))
            return false;

        using var trial = Child.Start(program, arguments);
        return trial.WaitForExit().GetAwaiter().GetResult() == 0;
    }

    private sealed class Need(Func<bool> isThere, params string[] packages)
    {
        private readonly Lazy<bool> _isThere = new(isThere);

        public bool IsThere => _isThere.Value;

        public IReadOnlyList<string> Packages => packages;

        public string Remedy { get; init; } = $"apt-get install {string.Join(' ', packages)}";
    }
}
