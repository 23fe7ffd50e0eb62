namespace DoorFace.Core.Audit;

/// <summary>How long the content of an audit entry is kept. The numbers are stored.</summary>
public enum RetentionClass
{
    /// <summary>Who came and went, and what the door did: kept for the shorter time.</summary>
    Access = 0,

    /// <summary>Alarms, enrollment, administration, faults, starts and stops: kept for the longer time.</summary>
    Administration = 1,

    /// <summary>What somebody outside can cause without any right, or anybody again and again: kept for the shorter time, and first to go when there is too much.</summary>
    Outside = 2,
}
