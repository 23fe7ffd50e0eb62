using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Core.Time;
using DoorFace.Host.Board;
using DoorFace.Host.Gallery;
using DoorFace.Host.Messaging;
using DoorFace.Host.Recognition;
using DoorFace.Host.Settings;
using DoorFace.Host.State;
using DoorFace.Host.Tests.Support;
using DoorFace.Storage.Residents;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using DoorFace.Vision.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace DoorFace.Host.Tests.Recognition;

/// <summary>Everything that recognition does with a frame, one after the other: from the picture's brightness to what is news.</summary>
public sealed class FrameLoopTests : IDisposable
{
    private const int WarmUp = 40;
    private const int Measured = 100;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-loop-");
    private readonly ModelCatalog _models = ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory);
    private readonly AccessPolicy _policy = new(new AccessRules());

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_frame_in_steady_state_allocates_nothing(bool faceInView)
    {
        using var analyzer = new FaceAnalyzer(_models, new VisionOptions());
        using var store = ResidentStore.Open(Path.Combine(_folder.FullName, "doorface.db"));
        using var frame = Scene(faceInView);
        store.Add("Alex", [new NewReference(_models[ModelRole.Embedder].Hash, FeaturesOf(analyzer, frame))], DateTimeOffset.UnixEpoch, StoredHome.Consent);
        var recognizer = new Recognizer(analyzer, _policy);
        var settings = new DoorFaceSettings { Storage = new StorageSettings { Database = Path.Combine(_folder.FullName, "doorface.db") } };
        using var guard = new StateGuard(new UnitState(settings), new DoorInbox(), NullLogger<StateGuard>.Instance);
        var galleries = new GalleryMonitor(store, _models, new DoorFaceSettings(), new EnrollmentInbox(), new ResidentsFile(), new LoadedGallery(), guard, NullLogger<GalleryMonitor>.Instance);
        var scene = new SceneWatch(new PictureMonitor(new PictureRules()), new AttentionGate(new AttentionRules()), new CameraMeter(), new BoardView(), new DoorInbox());
        var gate = new DecisionGate(_policy.Rules.RearmTime);
        var (looked, granted, allocated) = (0, 0, 0L);

        for (var i = 0; i < WarmUp + Measured; i++)
        {
            frame.CapturedAt = new MonotonicInstant(TimeSpan.FromSeconds(i / 15.0));
            AddNoise(frame, i);
            var before = GC.GetAllocatedBytesForCurrentThread();
            scene.Look(frame, dropped: 0);
            if (scene.IsWorthLooking(frame))
            {
                var decision = recognizer.Look(frame, galleries.Current());
                scene.Looked(frame, decision.Outcome != AccessOutcome.NoFace);
                gate.IsNews(decision, frame.CapturedAt);
                looked++;
                granted += decision.Outcome == AccessOutcome.Granted ? 1 : 0;
            }

            allocated += i < WarmUp ? 0 : GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, allocated);
        Assert.Equal(faceInView, granted > 0);
        Assert.InRange(looked, faceInView ? WarmUp + Measured : 1, faceInView ? WarmUp + Measured : (WarmUp + Measured) / 15);
    }

    // In every row, for not every row is looked at.
    private static void AddNoise(Frame frame, int index)
    {
        for (var row = 0; row < frame.Height; row++)
        {
            frame.Pixels[(row * frame.Stride) + index] ^= 1;
        }
    }

    private static Embedding FeaturesOf(FaceAnalyzer analyzer, Frame frame)
    {
        var analysis = new FaceAnalysis();
        analyzer.Analyze(frame, analysis);
        return analysis.FaceCount > 0
            ? Embedding.FromVector(analysis.Embedding)
            : Embedding.FromVector([.. Enumerable.Range(0, analyzer.EmbeddingDimension).Select(i => i == 0 ? 1f : 0f)]);
    }

    /// <summary>The woman on the left of the first sample photograph in shades of grey, or a grey wall.</summary>
    private static Frame Scene(bool faceInView)
    {
        const int top = 220;
        var frame = new Frame(FrameFormat.Yuv420, 640, 480);
        frame.Pixels.Fill(128);
        if (faceInView)
        {
            using var photo = new ImageDecoder().Read(RepositoryFiles.Photo(1), "sample1");
            for (var i = 0; i < frame.Width * frame.Height; i++)
            {
                var pixel = photo.Pixels.Slice(((top + (i / frame.Width)) * photo.Stride) + (i % frame.Width * 4), 3);
                frame.Pixels[i] = (byte)((pixel[0] * 77 + pixel[1] * 150 + pixel[2] * 29) >> 8);
            }
        }

        return frame;
    }
}
