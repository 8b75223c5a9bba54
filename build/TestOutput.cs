/// <summary>What <c>dotnet test</c> says of each test: what failed is shown as it comes, the others are counted.</summary>
internal sealed class TestOutput
{
    private int _passed, _skipped, _failed;
    private bool _isShown = true;

    public string Counts => $"{_passed} passed, {_failed} failed, {_skipped} skipped so far";

    /// <summary>Counts the test that a line names, and returns whether the line is to be shown.</summary>
    public bool Shows(string line)
    {
        // What belongs to a test is indented.
        if (line.StartsWith(' '))
            return _isShown;

        var outcome = line.Split(' ')[0];
        _passed += outcome == "passed" ? 1 : 0;
        _skipped += outcome == "skipped" ? 1 : 0;
        _failed += outcome == "failed" ? 1 : 0;
        return _isShown = outcome is not ("passed" or "skipped");
    }
}
