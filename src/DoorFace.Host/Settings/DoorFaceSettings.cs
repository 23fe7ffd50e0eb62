using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Core.Retention;
using DoorFace.Vision;

namespace DoorFace.Host.Settings;

/// <summary>All settings of the program, read once at start. Keys, ranges and defaults: <see cref="SettingRules"/>.</summary>
public sealed record DoorFaceSettings
{
    public CameraSettings Camera { get; init; } = new();

    public PictureRules Picture { get; init; } = new();

    public AttentionRules Attention { get; init; } = new();

    public ModelSettings Models { get; init; } = new();

    public StorageSettings Storage { get; init; } = new();

    public ControlSettings Control { get; init; } = new();

    public GpioSettings Gpio { get; init; } = new();

    public VisionOptions Vision { get; init; } = new();

    public AccessRules Access { get; init; } = new();

    public IdentificationSettings Identification { get; init; } = new();

    public EnrollmentRules Enrollment { get; init; } = new();

    public ConsentSettings Consent { get; init; } = new();

    public RetentionRules Retention { get; init; } = new();

    public AuditSettings Audit { get; init; } = new();

    public DoorRules Door { get; init; } = new();
}
