using System.Text.Json;

namespace DoorFace.SystemTests.Arm64;

/// <summary>Compares what <c>doorface identify --json</c> says on two kinds of processor.</summary>
/// <remarks>
/// Floating point sums come out in another order there, and where one tips the rounding of an int8 tensor the models behind it see a slightly
/// other crop. So numbers agree only nearly: a box to 3 pixels of a photograph 1,920 wide, every other number (scores, frontality, liveness) to 0.06.
/// Measured on the sample photographs: 1.9 pixels, 0.051 between strangers, 0.011 for the woman on two of them; the float models agree to 1e-6.
/// Times are not compared. All else, above all the candidate and whether it matches, must be the same.
/// </remarks>
internal static class AnswerComparison
{
    private const double BoxTolerance = 3;
    private const double ScoreTolerance = 0.06;
    private const string Times = "milliseconds";
    private const string Box = "box";

    /// <summary>Each difference as a sentence; none when the answers agree.</summary>
    public static IEnumerable<string> Differences(JsonElement expected, JsonElement actual) => Differences(expected, actual, "answer", ScoreTolerance);

    private static IEnumerable<string> Differences(JsonElement expected, JsonElement actual, string path, double tolerance) =>
        (expected.ValueKind, actual.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => InObject(expected, actual, path, tolerance),
            (JsonValueKind.Array, JsonValueKind.Array) => InArray(expected, actual, path, tolerance),
            (JsonValueKind.Number, JsonValueKind.Number) when Math.Abs(expected.GetDouble() - actual.GetDouble()) <= tolerance => [],
            _ when JsonElement.DeepEquals(expected, actual) => [],
            _ => [Sentence(path, expected, actual)],
        };

    private static IEnumerable<string> InObject(JsonElement expected, JsonElement actual, string path, double tolerance)
    {
        var names = expected.EnumerateObject().Concat(actual.EnumerateObject()).Select(property => property.Name).Distinct();
        foreach (var name in names.Where(name => name != Times))
        {
            if (!expected.TryGetProperty(name, out var left) || !actual.TryGetProperty(name, out var right))
            {
                yield return $"{path}.{name} is in one answer only.";
                continue;
            }

            foreach (var difference in Differences(left, right, $"{path}.{name}", name == Box ? BoxTolerance : tolerance))
            {
                yield return difference;
            }
        }
    }

    private static IEnumerable<string> InArray(JsonElement expected, JsonElement actual, string path, double tolerance) =>
        expected.GetArrayLength() != actual.GetArrayLength()
            ? [$"{path} has {expected.GetArrayLength()} elements on x64 and {actual.GetArrayLength()} on arm64."]
            : Enumerable.Range(0, expected.GetArrayLength()).SelectMany(i => Differences(expected[i], actual[i], $"{path}[{i}]", tolerance));

    private static string Sentence(string path, JsonElement expected, JsonElement actual) =>
        $"{path} is {expected.GetRawText()} on x64 and {actual.GetRawText()} on arm64.";
}
