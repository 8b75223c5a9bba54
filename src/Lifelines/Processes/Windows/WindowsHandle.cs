using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Lifelines.Processes.Windows;

/// <summary>A handle of a process of Windows: as long as it is open, no other process gets the pid.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsHandle : IProcessHandle
{
    private readonly int _pid;
    private readonly SafeProcessHandle _handle;
    private readonly bool _isPermitted;
    private readonly Func<int, int, bool> _areRelated;

    private WindowsHandle(int pid, SafeProcessHandle handle, bool isPermitted, Func<int, int, bool> areRelated)
    {
        _pid = pid;
        _handle = handle;
        _isPermitted = isPermitted;
        _areRelated = areRelated;
    }

    public bool HasExited => !_handle.IsInvalid && Kernel32.WaitForSingleObject(_handle, 0) == Kernel32.WAIT_OBJECT_0;

    /// <summary>Opens a process; null if it has ended.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="areRelated">Whether of two processes one was started by the other.</param>
    public static WindowsHandle? TryOpen(int pid, Func<int, int, bool> areRelated)
    {
        const uint Look = Kernel32.PROCESS_QUERY_LIMITED_INFORMATION | Kernel32.SYNCHRONIZE;
        var handle = Kernel32.OpenProcess(Look | Kernel32.PROCESS_TERMINATE | Kernel32.PROCESS_SUSPEND_RESUME, 0, pid);
        if (!handle.IsInvalid)
            return new WindowsHandle(pid, handle, isPermitted: true, areRelated);

        handle.Dispose();
        return Marshal.GetLastPInvokeError() == Kernel32.ERROR_ACCESS_DENIED
            ? new WindowsHandle(pid, Kernel32.OpenProcess(Look, 0, pid), isPermitted: false, areRelated)
            : null;
    }

    /// <inheritdoc/>
    /// <remarks>Through its console, or else its window. One that has neither, or does not listen, is left to be killed.</remarks>
    public bool RequestExit()
    {
        if (_isPermitted && !HasExited && !WindowsConsole.Interrupt(_pid, other => _areRelated(_pid, other)))
            CloseWindow();

        return _isPermitted;
    }

    public void Suspend() => _ = NtDll.NtSuspendProcess(_handle);

    public bool Kill()
    {
        if (_isPermitted)
            _ = Kernel32.TerminateProcess(_handle, 1);

        return _isPermitted;
    }

    public void Dispose() => _handle.Dispose();

    private void CloseWindow()
    {
        try
        {
            using var process = Process.GetProcessById(_pid);
            _ = process.CloseMainWindow();
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It has ended.
        }
    }
}
