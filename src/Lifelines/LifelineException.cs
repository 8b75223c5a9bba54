namespace Lifelines;

/// <summary>
/// The process table could not be trusted to show every other process of this lifeline, so the action was not run and
/// no process was signalled. The message says what is wrong and what to do.
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
