namespace Lifelines.EndToEnd;

/// <summary>Tests that change this process, so that no other may run at the same time.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
