namespace Lifelines.Processes.Windows;

/// <summary>UNICODE_STRING of ntdef.h, 64-bit: the length is in bytes.</summary>
internal readonly struct UnicodeString
{
#pragma warning disable CS0649 // Written by Windows.
    public readonly ushort Length;
    public readonly ushort MaximumLength;
    public readonly nint Buffer;
#pragma warning restore CS0649
}
