using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Device.Board;
using DoorFace.Host.Audit;
using DoorFace.Host.Board;
using DoorFace.Host.Cameras;
using DoorFace.Host.Control;
using DoorFace.Host.Door;
using DoorFace.Host.Enrollment;
using DoorFace.Host.Gallery;
using DoorFace.Host.Messaging;
using DoorFace.Host.Recognition;
using DoorFace.Host.Retention;
using DoorFace.Host.Settings;
using DoorFace.Host.State;
using DoorFace.Host.Supervision;
using DoorFace.Host.Time;
using DoorFace.Host.Time.Monitoring;
using DoorFace.Vision;
using DoorFace.Vision.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace DoorFace.Host.Composition;

/// <summary>The service, put together.</summary>
internal static class DoorHost
{
    /// <param name="settings">Checked.</param>
    /// <param name="platform">What it is wired to.</param>
    /// <param name="time">Its clocks.</param>
    /// <param name="persist">Whether it goes on without faces when they cannot be looked at.</param>
    public static IHost Compose(DoorFaceSettings settings, Platform platform, TimeProvider time, bool persist)
    {
        // Empty: the default builder watches the content root for changes of files, and this program reads its settings once.
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "HH:mm:ss.fff ";
        });
        // Standard output belongs to the answers of commands.
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // It would tell with a stack trace what the command tells in a sentence.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);

        // Nothing but the door's own loop ends the process; whatever else fails is tried again, see SupervisedService.
        builder.Services.Configure<HostOptions>(options => options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(settings.Storage)
            .AddSingleton(settings.Audit)
            .AddSingleton(time)
            .AddSingleton<RunResult>()
            .AddSingleton<IHostLifetime, SignalLifetime>()
            .AddSingleton<ServiceFaults>()
            .AddSingleton<LoopHealth>()
            .AddSingleton<UseLog>()
            .AddSingleton<RetentionView>();
        AddState(builder.Services);
        AddBoard(builder.Services);
        AddDoor(builder.Services, settings, platform, time);
        AddEnrollment(builder.Services, settings);
        AddRecognition(builder.Services, settings, platform, persist);
        AddControl(builder.Services);
        builder.Services
            .AddSingleton(provider => new SystemdNotifier(SystemdNotifier.SocketFromEnvironment, provider.GetRequiredService<ILogger<SystemdNotifier>>()))
            .AddSingleton(WatchdogOptions.FromEnvironment())
            // None waits for another's work at the start, nor the door for any file. Stopped in the opposite order: the door outlives recognition and
            // secures itself, the audit hears its last word.
            .AddHostedService<AuditWriter>()
            .AddHostedService<DoorService>()
            .AddHostedService<EnrollmentService>()
            .AddHostedService<StateService>()
            .AddHostedService<RecognitionService>()
            .AddHostedService<ClockMonitor>()
            .AddHostedService<BoardMonitor>()
            .AddHostedService<RetentionService>()
            .AddHostedService<ControlService>()
            .AddHostedService<WatchdogService>();
        platform.AddServices?.Invoke(builder.Services);
        return builder.Build();
    }

    private static void AddDoor(IServiceCollection services, DoorFaceSettings settings, Platform platform, TimeProvider time) => services
        .AddSingleton(new DoorStateMachine(settings.Door, settings.Access))
        .AddSingleton(new WallClock(time, Release.BuiltAt))
        .AddSingleton(LocalZone.Of(time))
        .AddSingleton<ZoneWatch>()
        .AddSingleton(_ => new AuditSigner(settings.Storage, time, mayCreate: true))
        .AddSingleton<MemoryReserve>()
        .AddSingleton<AuditLog>()
        .AddSingleton<DoorInbox>()
        .AddSingleton<DoorView>()
        .AddSingleton(_ => new DoorLines(() => platform.Gpio(settings), settings.Gpio, time));

    private static void AddEnrollment(IServiceCollection services, DoorFaceSettings settings) => services
        .AddSingleton(settings.Enrollment)
        .AddSingleton(settings.Access)
        .AddSingleton(settings.Consent)
        .AddSingleton(settings.Identification)
        .AddSingleton<EnrollmentStateMachine>()
        .AddSingleton<EnrollmentInbox>()
        .AddSingleton<EnrollmentSession>()
        .AddSingleton<EnrollmentWatch>()
        .AddSingleton<ResidentsFile>()
        .AddSingleton<LoadedGallery>()
        .AddSingleton<ResidentWriter>()
        .AddSingleton<EntitlementCheck>();

    private static void AddControl(IServiceCollection services) => services
        .AddSingleton<IAdministrationAudit, OnlineAudit>()
        .AddSingleton<IControlHandlers, DoorHandlers>()
        .AddSingleton<IControlHandlers, EnrollmentHandlers>()
        .AddSingleton<IControlHandlers, ResidentHandlers>()
        .AddSingleton<IControlHandlers, AuditHandlers>()
        .AddSingleton<IControlHandlers, KeyHandlers>()
        .AddSingleton<IControlHandlers>(provider => new ProofHandlers(
            provider.GetRequiredService<DoorFaceSettings>(), provider.GetRequiredService<WallClock>().Read, byService: true));

    private static void AddState(IServiceCollection services) => services
        .AddSingleton<UnitState>()
        .AddSingleton<StateGuard>()
        .AddSingleton<IControlHandlers, StateHandlers>();

    private static void AddBoard(IServiceCollection services) => services
        .AddSingleton(new BoardSensors("/sys"))
        .AddSingleton<BoardView>();

    private static void AddRecognition(IServiceCollection services, DoorFaceSettings settings, Platform platform, bool persist) => services
        .AddSingleton(new AccessPolicy(settings.Access))
        .AddSingleton<IImageDecoder, ImageDecoder>()
        .AddSingleton(new RecognitionOptions(persist, settings.Camera.StallTime, settings.Camera.FirstFrameTime, CameraChoice.HasOwnTime(settings.Camera)))
        .AddSingleton<FrameAge>()
        .AddSingleton(provider => new PictureMonitor(settings.Picture) { OfStills = CameraChoice.IsOfStills(settings.Camera, provider.GetRequiredService<IImageDecoder>()) })
        .AddSingleton(new AttentionGate(settings.Attention))
        .AddSingleton<CameraMeter>()
        .AddSingleton<SceneWatch>()
        .AddSingleton<DecisionPublisher>()
        // Asked for through functions: what cannot be had yet is asked for again later.
        .AddSingleton(_ => ModelCatalog.Load(settings.Models.FullManifestPath))
        .AddSingleton(provider => new FaceAnalyzer(provider.GetRequiredService<ModelCatalog>(), settings.Vision))
        .AddSingleton<Recognizer>()
        .AddSingleton(provider => new RecognitionFactories(
            provider.GetRequiredService<Recognizer>,
            store => ActivatorUtilities.CreateInstance<GalleryMonitor>(provider, store),
            settings.Storage.OpenStore,
            () => platform.Camera(provider)));
}
