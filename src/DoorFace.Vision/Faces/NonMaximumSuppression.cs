namespace DoorFace.Vision.Faces;

/// <summary>Keeps the best of several detections of one face.</summary>
internal static class NonMaximumSuppression
{
    /// <summary>
    /// Goes from the best detection down and keeps each that overlaps no kept one by more than the limit, until the room is used up.
    /// </summary>
    /// <param name="detections">All of them, best score first.</param>
    /// <param name="overlapLimit">Intersection over union, 0..1.</param>
    /// <param name="kept">Room for the survivors, in the order of their scores.</param>
    /// <returns>How many were kept.</returns>
    public static int Apply(ReadOnlySpan<DetectedFace> detections, float overlapLimit, Span<DetectedFace> kept)
    {
        var count = 0;
        foreach (var detection in detections)
        {
            if (count == kept.Length)
            {
                break;
            }

            if (!OverlapsAny(detection, kept[..count], overlapLimit))
            {
                kept[count++] = detection;
            }
        }

        return count;
    }

    private static bool OverlapsAny(DetectedFace detection, ReadOnlySpan<DetectedFace> kept, float overlapLimit)
    {
        foreach (var other in kept)
        {
            if (detection.Box.IntersectionOverUnion(other.Box) > overlapLimit)
            {
                return true;
            }
        }

        return false;
    }
}
