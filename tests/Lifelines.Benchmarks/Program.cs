using BenchmarkDotNet.Running;
using Lifelines.Benchmarks;

// Without arguments: whole processes against their goals, as ratios within this run. With --micro: the scan and the decision.
if (args is ["--micro", .. var rest])
{
    _ = BenchmarkSwitcher.FromAssembly(typeof(Decision).Assembly).Run(rest is [] ? ["--filter", "*"] : rest);
    return;
}

if (args is ["--published-tick", var empty, var tick, var way])
{
    await PublishedTicks.Measure(empty, tick, way);
    return;
}

await new Comparison().Run();
