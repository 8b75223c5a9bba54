using System.Text;

namespace Lifelines.Nuke;

/// <summary>Writes to a standard stream where it can: a full disk keeps no worker from working, and no termination from its exit code.</summary>
/// <param name="stream">The stream's own writer.</param>
/// <param name="explain">Is told once why nothing can be written.</param>
internal sealed class BestEffortWriter(TextWriter stream, Action<Exception> explain) : TextWriter
{
    private bool _hasFailed;

    public override Encoding Encoding => stream.Encoding;

    /// <summary>Lets nothing that is written to the console throw.</summary>
    public static void Install()
    {
#pragma warning disable CA2000 // The console keeps them.
        Console.SetError(new BestEffortWriter(Console.Error, _ => { }));
        Console.SetOut(new BestEffortWriter(Console.Out, exception => Console.Error.WriteLine($"Standard output cannot be written, the work goes on without it: {exception.Message}")));
#pragma warning restore CA2000
    }

    public override void Write(char value) => Try(() => stream.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => stream.Write(buffer, index, count));

    public override void Write(string? value) => Try(() => stream.Write(value));

    public override void WriteLine(string? value) => Try(() => stream.WriteLine(value));

    public override void Flush() => Try(stream.Flush);

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (_hasFailed)
                return;

            _hasFailed = true;
            explain(exception);
        }
    }
}
