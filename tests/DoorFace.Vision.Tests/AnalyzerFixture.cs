namespace DoorFace.Vision.Tests;

/// <summary>One analyzer for all tests that look at pictures; they take turns because it serves one thread.</summary>
public sealed class AnalyzerFixture : IDisposable
{
    public FaceAnalyzer Analyzer { get; } = new(Repository.Catalog(), new VisionOptions());

    public void Dispose() => Analyzer.Dispose();
}

[CollectionDefinition(Name)]
public sealed class AnalyzerGroup : ICollectionFixture<AnalyzerFixture>
{
    public const string Name = "analyzer";
}
