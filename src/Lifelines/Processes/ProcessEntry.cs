namespace Lifelines.Processes;

/// <summary>A process as the table showed it.</summary>
/// <param name="Key">Its identity.</param>
/// <param name="ParentPid">The pid of its parent, 0 if that is outside of the table.</param>
/// <param name="UserId">Its effective user, as the table tells users apart: a number on Unix, a SID on Windows.</param>
/// <param name="CommandLine">Its arguments as bytes, each ended by a NUL, the program first.</param>
internal sealed record ProcessEntry(ProcessKey Key, int ParentPid, string UserId, byte[] CommandLine)
{
    public int Pid => Key.Pid;
}
