namespace Lifelines;

/// <summary>Whose processes count as the same lifeline.</summary>
public enum LifelineScope
{
    /// <summary>Those of every user of the machine (of the PID namespace, in a container).</summary>
    Machine,

    /// <summary>Those of the effective user of this process only.</summary>
    CurrentUser,
}
