namespace Lifelines;

/// <summary>
/// It cannot be told whether another process of this lifeline is running: the process table cannot be trusted to show each, or
/// the shared lock's engine does not answer. So the action was not run, and no process was signalled. The message says what is wrong and what to do.
/// </summary>
public sealed class LifelineException : Exception
{
    /// <summary>Creates an exception without a message.</summary>
    public LifelineException()
    {
    }

    /// <summary>Creates an exception with a message.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public LifelineException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an exception with a message and a cause.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public LifelineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
