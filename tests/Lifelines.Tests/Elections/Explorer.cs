using Lifelines.Elections;
using Lifelines.Processes;

namespace Lifelines.Tests.Elections;

/// <summary>What an exploration found.</summary>
internal sealed record Findings(int States, int TwoHolders, int NoHolder, int Stuck)
{
    public int Violations => TwoHolders + NoHolder + Stuck;
}

/// <summary>The rule under test: <see cref="Election.Decide"/>, or one that is broken on purpose.</summary>
internal delegate Decision Rule(ProcessKey self, IReadOnlyList<Rival> rivals, TimeSpan patience);

/// <summary>
/// Walks through every state that some starts of a lifeline can get into, whatever the order of their steps. A start
/// is not visible at first (not forked, or not yet replaced by exec), then it looks at the processes, one by one if
/// the scan is not atomic, and decides. It looks in the order of pids; it may be of any age.
/// </summary>
/// <param name="rule">The rule that each of them follows.</param>
/// <param name="ages">The age rank of each start: 0 is the oldest.</param>
/// <param name="isAtomic">Whether a scan sees all processes at the same moment.</param>
/// <param name="mayEnd">Whether starts crash, at any moment, and holders end.</param>
internal sealed class Explorer(Rule rule, int[] ages, bool isAtomic, bool mayEnd)
{
    private const int BitsOfAProcess = 16;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<UInt128, int> _numbers = [];
    private readonly List<UInt128> _states = [];
    private readonly List<(int From, int To)> _steps = [];
    private int _from;

    private enum Phase
    {
        Invisible,
        Looking,
        Holding,
        Gone,
    }

    private int Count => ages.Length;

    public Findings Explore()
    {
        _ = Number(0);
        int twoHolders = 0, noHolder = 0;
        var ends = new List<int>();
        for (_from = 0; _from < _states.Count; _from++)
        {
            var state = _states[_from];
            int holders = 0, gone = 0;
            for (var process = 0; process < Count; process++)
            {
                var phase = PhaseOf(state, process);
                holders += phase == Phase.Holding ? 1 : 0;
                gone += phase == Phase.Gone ? 1 : 0;
                Step(state, process, phase);
            }

            twoHolders += holders > 1 ? 1 : 0;
            if (holders + gone == Count)
            {
                ends.Add(_from);
                noHolder += holders == 0 && !mayEnd ? 1 : 0;
            }
        }

        return new Findings(_states.Count, twoHolders, noHolder, _states.Count - CountThatReach(ends));
    }

    private void Step(UInt128 state, int process, Phase phase)
    {
        switch (phase)
        {
            case Phase.Invisible:
                Go(state, process, Pack(Phase.Looking, 0, 0, 0));
                break;
            case Phase.Looking:
                Look(state, process);
                break;
        }

        if (mayEnd && phase is (Phase.Looking or Phase.Holding))
            Go(state, process, Pack(Phase.Gone, 0, 0, 0));
    }

    private void Look(UInt128 state, int process)
    {
        var (_, position, seen, known) = Unpack(state, process);
        if (position < Count)
        {
            do
            {
                if (position != process && PhaseOf(state, position) is (Phase.Looking or Phase.Holding))
                    seen |= 1 << position;

                position++;
            }
            while (isAtomic && position < Count);

            Go(state, process, Pack(Phase.Looking, position, seen, known));
            return;
        }

        // How long a rival was seen is not told by the state. A candidate is gone within the patience; a holder that was seen before may be there for longer.
        var lasting = 0;
        for (var other = 0; other < Count; other++)
            lasting |= PhaseOf(state, other) == Phase.Holding ? seen & known & (1 << other) : 0;

        for (var overdue = 0; overdue < 1 << Count; overdue++)
        {
            if ((overdue & ~lasting) != 0)
                continue;

            var rivals = new List<Rival>(Count);
            for (var other = 0; other < Count; other++)
            {
                if ((seen & (1 << other)) != 0)
                    rivals.Add(new Rival(KeyOf(other), (overdue & (1 << other)) != 0 ? 2 * _patience : TimeSpan.Zero));
            }

            var decision = rule(KeyOf(process), rivals, _patience);
            Go(state, process, decision switch
            {
                Decision.Hold => Pack(Phase.Holding, 0, 0, 0),
                Decision.Yield => Pack(Phase.Gone, 0, 0, 0),
                _ => Pack(Phase.Looking, 0, 0, seen),
            });
        }
    }

    private ProcessKey KeyOf(int process) => new((ulong)ages[process], process);

    private void Go(UInt128 state, int process, UInt128 packed)
    {
        var shift = process * BitsOfAProcess;
        var mask = (UInt128)ushort.MaxValue << shift;
        _steps.Add((_from, Number((state & ~mask) | (packed << shift))));
    }

    private int Number(UInt128 state)
    {
        if (_numbers.TryGetValue(state, out var number))
            return number;

        _numbers.Add(state, _states.Count);
        _states.Add(state);
        return _states.Count - 1;
    }

    /// <summary>How many states can still come to an end: all of them, unless some wait for each other.</summary>
    private int CountThatReach(List<int> goals)
    {
        // Where the steps come from, in the order of where they lead: those into a state begin at the end of those into the one before.
        var ends = new int[_states.Count + 1];
        foreach (var (_, to) in _steps)
            ends[to + 1]++;

        for (var state = 0; state < _states.Count; state++)
            ends[state + 1] += ends[state];

        var origins = new int[_steps.Count];
        var next = ends.ToArray();
        foreach (var (from, to) in _steps)
            origins[next[to]++] = from;

        var reached = new bool[_states.Count];
        var stack = new Stack<int>(goals);
        var count = 0;
        while (stack.TryPop(out var state))
        {
            if (reached[state])
                continue;

            reached[state] = true;
            count++;
            for (var step = ends[state]; step < ends[state + 1]; step++)
                stack.Push(origins[step]);
        }

        return count;
    }

    private static UInt128 Pack(Phase phase, int position, int seen, int known) =>
        (UInt128)((int)phase | (position << 2) | (seen << 5) | (known << 10));

    private static (Phase Phase, int Position, int Seen, int Known) Unpack(UInt128 state, int process)
    {
        var bits = (int)(ushort)(state >> (process * BitsOfAProcess));
        return ((Phase)(bits & 3), (bits >> 2) & 7, (bits >> 5) & 31, (bits >> 10) & 31);
    }

    private static Phase PhaseOf(UInt128 state, int process) => Unpack(state, process).Phase;
}
