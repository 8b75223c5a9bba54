using BenchmarkDotNet.Running;
using Lifelines.Benchmarks;

// Without arguments: whole processes against their goals, as ratios within this run. With --micro: the probe and the decision.
if (args is ["--micro", .. var rest])
{
    _ = BenchmarkSwitcher.FromAssembly(typeof(Decision).Assembly).Run(rest is [] ? ["--filter", "*"] : rest);
    return;
}

await new Comparison().Run();
