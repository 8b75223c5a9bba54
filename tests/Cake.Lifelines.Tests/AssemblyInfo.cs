using Xunit.Sdk;
using Xunit.v3;

// The lifelines of the script are named for the whole machine.
[assembly: Parallelization(Mode = ParallelMode.None)]
