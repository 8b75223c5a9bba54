namespace Lifelines;

/// <summary>Whose processes count as the same lifeline.</summary>
public enum LifelineScope
{
    /// <summary>Those of every user of the machine (of the PID namespace, in a container).</summary>
    Machine,

    /// <summary>
    /// Those with the effective and the real user of this process only: a program that has the rights of its file's
    /// owner (setuid) counts neither as the owner's nor as those of whoever started it without such rights.
    /// </summary>
    CurrentUser,
}
