using Lifelines.Postgres;

namespace Lifelines.Tests.Sharing;

public static class SettingTimes
{
    [Theory]
    [InlineData(10, 10, 30, true)]
    [InlineData(10, 16, 30, true)]
    [InlineData(10, 17, 30, false)]
    [InlineData(20, 10, 30, false)]
    [InlineData(3, 10, 30, false)]
    [InlineData(10, -1, 30, false)]
    public static void ACutOffHolderStopsBeforeTheServerFreesTheLock(int detection, int stop, int release, bool isAllowed)
    {
        var options = new PostgresSharedLockOptions { DetectionTimeout = TimeSpan.FromSeconds(detection), StopTimeout = TimeSpan.FromSeconds(stop), ReleaseTimeout = TimeSpan.FromSeconds(release) };
        var exception = Record.Exception(() => new PostgresSharedLock("Host=db", "worker", options));
        Assert.Equal(isAllowed, exception is null);
        Assert.True(exception is null or ArgumentException);
    }

    [Theory]
    [InlineData("Host=db;Port=5433;Username=app;Password=secret", "PostgreSQL at db:5433")]
    [InlineData("Host=a,b", "PostgreSQL at a,b:5432")]
    [InlineData("Host=a:5433,b:5434", "PostgreSQL at a:5433,b:5434")]
    public static void TheServerIsNamedWithoutThePassword(string connectionString, string engine) =>
        Assert.Equal(engine, new PostgresSharedLock(connectionString, "worker").Engine);
}
