using System.Text;
using Lifelines.Processes.Unix;

namespace Lifelines.Processes.Linux;

internal sealed partial class LinuxProcessTable
{
    private const string WhenHidden =
        "Where /proc is mounted with hidepid, run as root or as a member of the mount's group, or limit the lifeline to the current user's processes.";

    private const string WhenHiddenFromOwnUser =
        "This program is not dumpable, since it has capabilities or another user's rights: such a process is hidden from its own user too. Run as a member of the mount's group, or without hidepid.";

    /// <summary>Whether the file system may hide processes of the scope that are neither missing nor refused: asks for the mount's option only if nothing else tells.</summary>
    private bool MayHide(ProcFiles files, ProcessEntry self, LifelineScope scope)
    {
        if (scope == LifelineScope.CurrentUser)
            return !LibC.IsDumpable() && HidesFrom(files);

        // Root mostly has the capability. To others, that they see a process that is not all theirs shows that nothing is hidden:
        // __ptrace_may_access of kernel/ptrace.c compares the effective user with all three.
        return !(self.UserId == "0" && MaySeeAll(files)) && IsOfUserOnly(files, 1, self.UserId) && HidesFrom(files);
    }

    private bool HidesFrom(ProcFiles files)
    {
        var mounts = files.Read(_selfPid, "mountinfo"u8, out var text) == ProcFileState.Read ? Encoding.UTF8.GetString(text) : "";
        return !TryReadStatus(files, _selfPid, out var self) || (!self.MaySeeAll && HidePid.Hides(mounts, _root, self));
    }

    private bool MaySeeAll(ProcFiles files) => TryReadStatus(files, _selfPid, out var self) && self.MaySeeAll;

    private static bool IsOfUserOnly(ProcFiles files, int pid, string userId) =>
        !TryReadStatus(files, pid, out var status) || !status.TryReadUsers(out var real, out var effective, out var saved)
        || (ProcStatus.IdOf(real) == userId && ProcStatus.IdOf(effective) == userId && ProcStatus.IdOf(saved) == userId);
}
