namespace Lifelines.EndToEnd.Scripts;

/// <summary>The tests that use the same built copy, one after another.</summary>
[CollectionDefinition]
public sealed class BuiltRepositoryCollection : ICollectionFixture<BuiltRepository>;
