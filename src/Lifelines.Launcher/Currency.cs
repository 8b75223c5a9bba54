using System.Text;

namespace Lifelines.Launcher;

/// <summary>Whether what was built is what would be built now.</summary>
internal static unsafe class Currency
{
    /// <remarks>The working directory is the root of the build.</remarks>
    public static bool IsCurrent(BuildRecord record) => HasProgram(record) && (HasSameStamps(record.Inputs) || HasSameContents(record));

    public static bool HasProgram(BuildRecord record) => record.Program is { } program && File.Exists(program);

    /// <summary>Whether no file and no folder has changed. A redundant tick runs this: it reads no file and makes no object.</summary>
    private static bool HasSameStamps(Span<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            if (end < 0)
                return false;

            var line = lines[..end];
            lines = lines[(end + 1)..];
            var path = line is [var kind, ..] ? kind switch { (byte)'f' => InputLine.PathOfFile, (byte)'d' => InputLine.Path, _ => 0 } : 0;
            if (path != 0 && !IsUnchanged(line.Slice(InputLine.Stamp, InputLine.Length), line[path..]))
                return false;
        }

        return true;
    }

    // The text of a record ends with a new line, so there is room for the NUL behind a path.
    private static bool IsUnchanged(ReadOnlySpan<byte> stamp, Span<byte> path)
    {
        var recorded = FileStamp.Read(stamp);
        if (recorded == FileStamp.Unsettled)
            return false;

        fixed (byte* text = path)
        {
            text[path.Length] = 0;
            var isUnchanged = FileStamp.Of(text) == recorded;
            text[path.Length] = (byte)'\n';
            return isUnchanged;
        }
    }

    /// <summary>
    /// A copy, such as a layer of an image, has time stamps of its own, and so has what was checked out again: what is in the
    /// files decides. The stamps are remembered where this user may write them, and nobody is building.
    /// </summary>
    private static bool HasSameContents(BuildRecord record)
    {
        var before = Encoding.UTF8.GetString(record.Inputs);
        var now = BuildInputs.Read(record.Inputs).Take();
        if (BuildInputs.Contents(before) != BuildInputs.Contents(now))
            return false;

        if (before != now)
            Remember(record, now);

        return true;
    }

    private static void Remember(BuildRecord record, string inputs)
    {
        using var turn = BuildTurn.TryTake(record.Folder);
        try
        {
            if (turn is not null && File.ReadAllBytes(Path.Combine(record.Folder, BuildRecord.FileName)).AsSpan().EndsWith(record.Inputs))
                DurableFile.Write(Path.Combine(record.Folder, BuildRecord.FileName), record.With(inputs));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next call looks into the files again.
        }
    }
}
