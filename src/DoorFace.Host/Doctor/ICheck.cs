namespace DoorFace.Host.Doctor;

/// <summary>One thing to look at. Looking changes nothing: no level of a line, no file, no setting.</summary>
internal interface ICheck
{
    /// <summary>What it looks at, in a word.</summary>
    string Name { get; }

    /// <summary>
    /// Looks. What cannot be looked at is a warning that says why. An exception becomes a failure with its message, beside what was found before it.
    /// </summary>
    void Run(ExaminedUnit unit, Findings findings);
}
