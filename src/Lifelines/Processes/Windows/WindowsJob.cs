using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Lifelines.Processes.Windows;

/// <summary>
/// A job object that this process and all that it starts are in. The handle stays open until this process ends, however
/// that happens, and then the kernel ends the rest, but for what was started with CREATE_BREAKAWAY_FROM_JOB.
/// </summary>
[SupportedOSPlatform("windows")]
internal static unsafe class WindowsJob
{
    // JOBOBJECT_EXTENDED_LIMIT_INFORMATION of winnt.h, 64-bit; LimitFlags follows two times of 8 bytes each.
    private const int SizeOfLimits = 144;
    private const int LimitFlags = 16;

    private static readonly Lock _lock = new();
    private static bool _isJoined;

    /// <exception cref="LifelineException">Windows refused.</exception>
    public static void Join()
    {
        lock (_lock)
        {
            if (_isJoined)
                return;

            var limits = new byte[SizeOfLimits];
            BinaryPrimitives.WriteUInt32LittleEndian(limits.AsSpan(LimitFlags), Kernel32.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | Kernel32.JOB_OBJECT_LIMIT_BREAKAWAY_OK);
            var job = Kernel32.CreateJobObjectW(0, 0);
            fixed (byte* pointer = limits)
            {
                _isJoined = job != 0
                    && Kernel32.SetInformationJobObject(job, Kernel32.JobObjectExtendedLimitInformation, pointer, limits.Length) != 0
                    && Kernel32.AssignProcessToJobObject(job, Kernel32.GetCurrentProcess()) != 0;
            }

            if (!_isJoined)
                throw new LifelineException($"Windows does not let this process join a job object, so what it starts could outlive it: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
        }
    }
}
