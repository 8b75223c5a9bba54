using Lifelines;
using Lifelines.Nuke;
using Nuke.Common;

#pragma warning disable CA2000, CA2213 // The lease lives as long as the process.
/// <summary>A build whose lifeline shares a lock with another machine, as far as the file that TESTBUILD_LOCK names says so.</summary>
[LifelineTargets(Status = true)]
internal sealed class SharedBuild : NukeBuild
{
    public SharedBuild() => this.DefineLifelineTargets("my-app", WorkAsync, run => run.DependsOn(Prepare), new LifelineOptions { SharedLock = () => new FileLock(Environment.GetEnvironmentVariable("TESTBUILD_LOCK")!) });

    private Target Prepare => definition => definition
        .Executes(() => Console.WriteLine("prepared"));

    public static int Start() => Execute<SharedBuild>(build => build.Prepare);

    private static async Task WorkAsync(CancellationToken cancellationToken)
    {
        Console.WriteLine("working");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }

    /// <summary>Free if the file says "free", lost when it does not any more, and unreachable without it.</summary>
    private sealed class FileLock(string file) : SharedLock
    {
        public override string Engine => "the file";

        public override ValueTask<SharedLease?> TryAcquireAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult<SharedLease?>(File.ReadAllText(file) == "free" ? new Lease(file) : null);

        public override ValueTask<LifelineProcess?> FindHolderAsync(CancellationToken cancellationToken) =>
            ValueTask.FromResult(File.ReadAllText(file) == "free" ? null : new LifelineProcess { Id = 812, Host = "db2" });

        private sealed class Lease : SharedLease
        {
            private readonly CancellationTokenSource _lost = new();

            public Lease(string file) => _ = Task.Run(async () =>
            {
                try
                {
                    while (File.ReadAllText(file) == "free")
                        await Task.Delay(20);
                }
                finally
                {
                    await _lost.CancelAsync();
                }
            });

            public override CancellationToken Lost => _lost.Token;

            public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
