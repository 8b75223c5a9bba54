namespace Lifelines.EndToEnd.Packages;

/// <summary>The tests that use the same programs, one after another.</summary>
[CollectionDefinition]
public sealed class SdkProgramsCollection : ICollectionFixture<SdkPrograms>;
