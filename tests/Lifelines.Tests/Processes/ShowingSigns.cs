using Lifelines.Processes;

namespace Lifelines.Tests.Processes;

public static class ShowingSigns
{
    [Theory]
    [InlineData(0, "lifeline-0s")]
    [InlineData(29.2, "lifeline-30s")]
    [InlineData(99_999, "lifeline-99999s")]
    [InlineData(1_000_000, "lifeline-99999s")]
    [InlineData(-0.001, "lifeline-99999s")]
    public static void TheTimeToStopFitsIntoAThreadName(double seconds, string name)
    {
        var sign = ProcessSign.StoppingWithin(TimeSpan.FromSeconds(seconds));
        Assert.Equal(name, sign.Name);
        Assert.InRange(sign.Name.Length, 1, 15);
        Assert.True(ProcessSign.SayStopping([sign.Name]));
        Assert.Equal(name, $"lifeline-{ProcessSign.TimeoutOf([sign.Name])!.Value.TotalSeconds}s");
    }

    [Theory]
    [InlineData(0, "pulse:000000000")]
    [InlineData(86_399.1, "pulse:000086400")]
    [InlineData(5e9, "pulse:999999999")]
    public static void TheEndOfASilenceFitsIntoAThreadNameToo(double seconds, string name)
    {
        var sign = ProcessSign.Pulse(TimeSpan.FromSeconds(seconds));
        Assert.Equal(name, sign.Name);
        Assert.InRange(sign.Name.Length, 1, 15);
        Assert.True(ProcessSign.IsOne(name));
        Assert.Equal(name, $"pulse:{ProcessSign.DeadlineOf(["lifeline-30s", name])!.Value.TotalSeconds:000000000}");
        Assert.Equal((null, false), (ProcessSign.TimeoutOf([name]), ProcessSign.SayStopping([name])));
    }

    [Theory]
    [InlineData("lifeline-30s")]
    [InlineData("pulse:")]
    [InlineData("pulse:-1")]
    [InlineData("pulse:1 s")]
    public static void OtherNamesSayNoEndOfASilence(string name) => Assert.Null(ProcessSign.DeadlineOf([name]));

    [Theory]
    [InlineData("lifeline-stops", true)]
    [InlineData("lifeline-ends", false)]
    [InlineData("lifeline-left", false)]
    [InlineData("lifeline-", false)]
    [InlineData("lifeline-s", false)]
    [InlineData("lifeline--1s", false)]
    [InlineData("lifeline- 1s", false)]
    public static void OtherNamesSayNoTime(string name, bool saysStopping)
    {
        Assert.Null(ProcessSign.TimeoutOf([name]));
        Assert.Equal(saysStopping, ProcessSign.SayStopping([name]));
    }

    [Fact]
    public static void WhereNothingCanBeShownItCannotBeTold()
    {
        Assert.Null(ProcessSign.SayStopping(null));
        Assert.Null(ProcessSign.TimeoutOf(null));
        Assert.Null(ProcessSign.DeadlineOf(null));
    }
}
