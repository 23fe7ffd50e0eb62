using System.Numerics.Tensors;

namespace DoorFace.Evaluation.Covers;

/// <summary>
/// A weight for each feature by which two classes are told apart (logistic regression by stochastic gradient descent, each feature brought to the same spread,
/// both classes of equal weight). The same examples give the same weights.
/// </summary>
internal sealed class LogisticRegression
{
    private const int Epochs = 30;
    private const float FirstStep = 0.0025f;

    // Keeps weights small, so that none of them rests on a few pictures.
    private const float Decay = 2e-4f;

    // Features that hardly vary must not be blown up.
    private const float LeastDeviation = 0.05f;

    private LogisticRegression(float bias, float[] weights) => (Bias, Weights) = (bias, weights);

    public float Bias { get; }

    public float[] Weights { get; }

    /// <param name="examples">Features, all of one length, and whether they are of the class that is looked for; both classes occur.</param>
    public static LogisticRegression Fit(IReadOnlyList<(float[] Features, bool Positive)> examples)
    {
        var (means, deviations) = Spread(examples);
        var rows = examples.Select(example => Standardised(example.Features, means, deviations)).ToArray();
        var positive = examples.Count(example => example.Positive) / (float)examples.Count;
        var (weights, bias) = (new float[means.Length], 0f);
        var random = new Random(1);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            var step = FirstStep * (1 - ((float)epoch / Epochs));
            foreach (var i in order)
            {
                var is1 = examples[i].Positive;
                var said = 1 / (1 + MathF.Exp(-(TensorPrimitives.Dot<float>(weights, rows[i]) + bias)));
                var error = is1 ? (said - 1) / (2 * positive) : said / (2 * (1 - positive));
                TensorPrimitives.Multiply(weights, 1 - Decay, weights);
                TensorPrimitives.MultiplyAdd(rows[i], -step * error, weights, weights);
                bias -= step * error;
            }
        }

        TensorPrimitives.Divide(weights, deviations, weights);
        return new LogisticRegression(bias - TensorPrimitives.Dot<float>(weights, means), weights);
    }

    /// <summary>Above 0 the class that is looked for is likelier.</summary>
    public float Score(float[] features) => TensorPrimitives.Dot<float>(Weights, features) + Bias;

    private static (float[] Means, float[] Deviations) Spread(IReadOnlyList<(float[] Features, bool Positive)> examples)
    {
        var (means, deviations) = (new float[examples[0].Features.Length], new float[examples[0].Features.Length]);
        foreach (var (features, _) in examples)
        {
            TensorPrimitives.Add(means, features, means);
        }

        TensorPrimitives.Divide(means, examples.Count, means);
        foreach (var (features, _) in examples)
        {
            for (var i = 0; i < means.Length; i++)
            {
                deviations[i] += (features[i] - means[i]) * (features[i] - means[i]) / examples.Count;
            }
        }

        for (var i = 0; i < means.Length; i++)
        {
            deviations[i] = MathF.Sqrt(deviations[i]) + LeastDeviation;
        }

        return (means, deviations);
    }

    private static float[] Standardised(float[] features, float[] means, float[] deviations)
    {
        var row = new float[features.Length];
        TensorPrimitives.Subtract(features, means, row);
        TensorPrimitives.Divide(row, deviations, row);
        return row;
    }
}
