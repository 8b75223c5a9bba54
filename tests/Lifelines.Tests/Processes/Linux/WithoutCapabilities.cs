using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Lifelines.Processes.Unix;

namespace Lifelines.Tests.Processes.Linux;

/// <summary>Acts on a thread that has no capabilities, capset(2): to it, the modes of files count, be it root's or not.</summary>
internal static class WithoutCapabilities
{
    private const uint Version3 = 0x2008_0522;

    public static void Do(Action action)
    {
        ExceptionDispatchInfo? exception = null;
        var thread = new Thread(() =>
        {
            try
            {
                Drop();
                action();
            }
#pragma warning disable CA1031 // Thrown again by the test's thread.
            catch (Exception caught)
#pragma warning restore CA1031
            {
                exception = ExceptionDispatchInfo.Capture(caught);
            }
        });
        thread.Start();
        thread.Join();
        exception?.Throw();
    }

    private static void Drop()
    {
        var header = GC.AllocateArray<uint>(2, pinned: true);
        var none = GC.AllocateArray<uint>(6, pinned: true);
        header[0] = Version3;
        var number = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 91 : 126;
        Assert.Equal(0, LibC.Syscall(number, Marshal.UnsafeAddrOfPinnedArrayElement(header, 0), Marshal.UnsafeAddrOfPinnedArrayElement(none, 0), 0, 0));
    }
}
