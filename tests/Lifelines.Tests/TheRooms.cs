using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Lifelines.DistributedLock;
using Lifelines.Postgres;

namespace Lifelines.Tests;

/// <summary>Which room knows which: the picture in CONTRIBUTING.md, read from the assembly's types.</summary>
public static class TheRooms
{
    private const string Face = "face";
    private const string Leaf = "leaf types";

    private static readonly Dictionary<string, string[]> _mayKnow = new()
    {
        [Face] = ["Elections", "Holding", "Terminations", "Identity", "Processes", "Processes.Unix", Leaf],
        ["Elections"] = ["Identity", "Processes", Leaf],
        ["Holding"] = ["Terminations", "Processes.Unix", Leaf],
        ["Terminations"] = ["Identity", "Processes", Leaf],
        ["Identity"] = ["Processes", Leaf],
        ["Processes"] = ["Processes.Linux", "Processes.Ps", "Processes.Unix", "Processes.Windows", Leaf],
        ["Processes.Linux"] = ["Processes", "Processes.Unix", Leaf],
        ["Processes.Ps"] = ["Processes", "Processes.Unix", Leaf],
        ["Processes.Unix"] = ["Processes", Leaf],
        ["Processes.Windows"] = ["Processes", Leaf],
        [Leaf] = [],
    };

    private static readonly IType[] _types =
    [
        .. new ArchLoader().LoadAssemblies(typeof(Lifeline).Assembly).Build().Types
            .Where(type => type.Namespace.FullName.StartsWith("Lifelines", StringComparison.Ordinal)),
    ];

    public static TheoryData<string> Rooms { get; } = [.. _mayKnow.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public static void ARoomKnowsOnlyThoseBelowIt(string room) =>
        Assert.Equal([], Arrows().Where(arrow => arrow.From == room && arrow.To != room && !_mayKnow[room].Contains(arrow.To)).Select(arrow => arrow.Text));

    /// <summary>Whoever writes a lock for another engine needs no more.</summary>
    [Fact]
    public static void TheLocksKnowLeafTypesOnly()
    {
        var locks = new ArchLoader().LoadAssemblies(typeof(PostgresSharedLock).Assembly, typeof(DistributedSharedLock).Assembly, typeof(Lifeline).Assembly).Build().Types
            .Where(type => type.Namespace.FullName is "Lifelines.Postgres" or "Lifelines.DistributedLock");
        var known = locks.SelectMany(type => type.Dependencies).Select(dependency => dependency.Target).Where(target => target.Namespace?.FullName == "Lifelines" || _mayKnow.ContainsKey(target.Namespace?.FullName.Replace("Lifelines.", "", StringComparison.Ordinal) ?? "")).ToList();
        Assert.Contains(known, target => target.Name == nameof(SharedLock));
        Assert.Equal([], known.Where(target => RoomOf(target) != Leaf).Select(target => target.FullName));
    }

    [Fact]
    public static void EachTypeIsInARoom() => Assert.Equal([], _types.Select(RoomOf).Distinct().Except(_mayKnow.Keys));

    [Fact]
    public static void NoRoomTakesTheOptions() =>
        Assert.Equal([], Arrows().Where(arrow => arrow.From is not (Face or Leaf) && arrow.Text.EndsWith(" LifelineOptions", StringComparison.Ordinal)).Select(arrow => arrow.Text));

    [Fact]
    public static void TheElectionSignalsNobody() =>
        Assert.Equal([], Arrows().Where(arrow => arrow.From is "Elections" or "Identity" && arrow.Text.EndsWith("Handle", StringComparison.Ordinal)).Select(arrow => arrow.Text));

    [Fact]
    public static void TheArrowsAreFound()
    {
        Assert.Contains(Arrows(), arrow => arrow.Text == "Lifelines.Lifeline -> Candidate");
        Assert.Contains(Arrows(), arrow => arrow.Text == "Lifelines.Elections.Candidate -> Members");
    }

    private static IEnumerable<(string From, string To, string Text)> Arrows() =>
        from type in _types
        from dependency in type.Dependencies
        where dependency.Target.Namespace?.FullName.StartsWith("Lifelines", StringComparison.Ordinal) == true
        select (RoomOf(type), RoomOf(dependency.Target), $"{type.FullName} -> {dependency.Target.Name}");

    private static string RoomOf(IType type) => type.Namespace.FullName switch
    {
        "Lifelines" => type.FullName.Split('+')[0] == typeof(Lifeline).FullName ? Face : Leaf,
        var room => room["Lifelines.".Length..],
    };
}
