using DoorFace.Core.Biometrics;

namespace DoorFace.Host.Settings;

/// <summary>The settings of what a capture must be to become a reference.</summary>
internal static class EnrollmentSettingRules
{
    public static IEnumerable<SettingRule> All =>
    [
        SettingRule.Number("Enrollment:MinimumFaceWidth", s => s.Enrollment.MinimumFaceWidth, 40, 400, "Smallest width of a face in a picture for enrollment, pixels."),
        SettingRule.Number("Enrollment:MinimumVisible", s => s.Enrollment.MinimumVisible, 0.5, 1, "Smallest share of the face inside of the picture."),
        SettingRule.Number("Enrollment:MinimumUprightness", s => s.Enrollment.MinimumUprightness, FaceObservation.LeastUprightness, 1,
            "How surely the face must be upright in a picture for enrollment."),
        SettingRule.Number("Enrollment:MinimumFrontality", s => s.Enrollment.MinimumFrontality, 0, 1, "Smallest frontality in a picture for enrollment."),
        SettingRule.Number("Enrollment:MinimumBrightness", s => s.Enrollment.MinimumBrightness, 0, 120, "Smallest mean brightness of the face, 0 to 255."),
        SettingRule.Number("Enrollment:MaximumBrightness", s => s.Enrollment.MaximumBrightness, 130, 255, "Largest mean brightness of the face, 0 to 255."),
        SettingRule.Number("Enrollment:MaximumOverexposed", s => s.Enrollment.MaximumOverexposed, 0, 1, "Largest share of the face that is as good as white."),
        SettingRule.Number("Enrollment:MinimumContrast", s => s.Enrollment.MinimumContrast, 0, 40, "Smallest contrast of the face: the standard deviation of its brightness."),
        SettingRule.Number("Enrollment:MinimumSharpness", s => s.Enrollment.MinimumSharpness, 0, 1, "Smallest sharpness of the face: its fine detail in terms of its contrast."),
        SettingRule.Number("Enrollment:MaximumCovering", s => s.Enrollment.MaximumCovering, 0.1, 1, "How much of a cover mouth and nose may look like; 1 takes covered faces."),
        SettingRule.Number("Enrollment:MinimumEyeOpenness", s => s.Enrollment.MinimumEyeOpenness, 0, 0.5, "How open the eyes must be: height of their openings in terms of their widths."),
        SettingRule.Number("Enrollment:MinimumEyeContrast", s => s.Enrollment.MinimumEyeContrast, 0, 1,
            "Smallest contrast about each eye in terms of the face's; less is a covered eye."),
        SettingRule.Whole("Enrollment:References", s => s.Enrollment.References, 3, 10, "Captures that a guided enrollment takes."),
        SettingRule.Number("Enrollment:MinimumPoseDistance", s => s.Enrollment.MinimumPoseDistance, 0, 0.3,
            "How differently the head must be held in each of them, in distances between the eyes; 0.1 is a turn by about 10 degrees."),
        SettingRule.Number("Enrollment:SameResidentScore", s => s.Enrollment.SameResidentScore, 0.5, 1,
            "Score from which somebody who enrolls is a resident already enrolled, whose references are replaced."),
        SettingRule.Number("Enrollment:SimilarityMargin", s => s.Enrollment.SimilarityMargin, 0, 0.3,
            "How far below the door's threshold the score with every other resident must stay."),
    ];
}
