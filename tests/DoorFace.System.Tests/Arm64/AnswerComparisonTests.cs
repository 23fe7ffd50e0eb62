using System.Text.Json;

namespace DoorFace.SystemTests.Arm64;

public sealed class AnswerComparisonTests
{
    private const string Answer =
        """{"image":"a.jpg","faces":[{"box":[10,20,30,40],"score":0.5,"candidate":"Ann","match":true,"milliseconds":{"detector":1.5}}]}""";

    [Theory]
    [InlineData("10,20,30,40", "12.9,20,30,37.2")]
    [InlineData("0.5", "0.559")]
    [InlineData("1.5", "900")]
    public void Small_differences_and_times_agree(string part, string other) => Assert.Empty(Differences(part, other));

    [Theory]
    [InlineData("10,20,30,40", "13.1,20,30,40", "answer.faces[0].box[0] is 10 on x64 and 13.1 on arm64.")]
    [InlineData("0.5", "0.561", "answer.faces[0].score is 0.5 on x64 and 0.561 on arm64.")]
    [InlineData("0.5", "null", "answer.faces[0].score is 0.5 on x64 and null on arm64.")]
    [InlineData("\"Ann\"", "\"Bob\"", "answer.faces[0].candidate is \"Ann\" on x64 and \"Bob\" on arm64.")]
    [InlineData("true", "false", "answer.faces[0].match is true on x64 and false on arm64.")]
    [InlineData(",40]", "]", "answer.faces[0].box has 4 elements on x64 and 3 on arm64.")]
    [InlineData("\"image\":\"a.jpg\",", "", "answer.image is in one answer only.")]
    public void Everything_else_is_named(string part, string other, string sentence) => Assert.Equal([sentence], Differences(part, other));

    private static IEnumerable<string> Differences(string part, string other)
    {
        using var expected = JsonDocument.Parse(Answer);
        using var actual = JsonDocument.Parse(Answer.Replace(part, other, StringComparison.Ordinal));
        return [.. AnswerComparison.Differences(expected.RootElement, actual.RootElement)];
    }
}
