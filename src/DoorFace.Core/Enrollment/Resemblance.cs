namespace DoorFace.Core.Enrollment;

/// <summary>What the score between somebody's captures and a resident's references says about enrolling them.</summary>
public enum Resemblance
{
    /// <summary>Another person, whom the door tells apart.</summary>
    Distinct,

    /// <summary>Too much like that resident to enroll beside them: the door might take one for the other. Twins and siblings, or a poor capture.</summary>
    TooSimilar,

    /// <summary>That resident.</summary>
    SameResident,
}
