using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;

namespace DoorFace.Core.Biometrics;

/// <summary>The features of one face: a vector of unit length (within 1e-4). Immutable until it is cleared.</summary>
public sealed class Embedding : IEquatable<Embedding>
{
    private const float UnitTolerance = 1e-4f;

    private readonly float[] _values;

    private Embedding(float[] values) => _values = values;

    /// <summary>Features in the vector; 512 for the default embedder.</summary>
    public int Dimension => _values.Length;

    public ReadOnlySpan<float> Values => _values;

    /// <summary>Copies a vector and brings it to unit length.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Normalize"/>: a broken model.</exception>
    public static Embedding FromVector(ReadOnlySpan<float> vector)
    {
        var values = Copy(vector);
        Normalize(values);
        return new Embedding(values);
    }

    /// <summary>Copies a vector that has unit length already, bit for bit: a template read back. False when it has not: it is damaged.</summary>
    public static bool TryFromUnitVector(ReadOnlySpan<float> vector, [NotNullWhen(true)] out Embedding? embedding)
    {
        var isUnit = !vector.IsEmpty && MathF.Abs(TensorPrimitives.Norm(vector) - 1) <= UnitTolerance;
        embedding = isUnit ? new Embedding(Copy(vector)) : null;
        return isUnit;
    }

    /// <summary>Brings a vector to unit length in place.</summary>
    /// <exception cref="ArgumentException">As <see cref="TryNormalize"/> says no.</exception>
    public static void Normalize(Span<float> vector)
    {
        if (!TryNormalize(vector))
        {
            throw new ArgumentException($"An embedding needs {vector.Length} finite values that are not all zero; its length is {Length(vector)}.", nameof(vector));
        }
    }

    /// <summary>Brings a vector to unit length in place.</summary>
    /// <returns>
    /// False, and the vector is as it was: it is empty, of a length below 1e-12, or has a value that is not finite or too large to square.
    /// </returns>
    public static bool TryNormalize(Span<float> vector)
    {
        var length = Length(vector);
        if (!float.IsFinite(length) || length < 1e-12f)
        {
            return false;
        }

        TensorPrimitives.Divide(vector, length, vector);
        return true;
    }

    /// <summary>The weighted mean of unit vectors, brought to unit length again: several views of one face as one.</summary>
    /// <param name="embeddings">At least one; all of one dimension.</param>
    /// <param name="weights">As many as embeddings, none negative, not all zero.</param>
    /// <exception cref="ArgumentException">Nothing to fuse, mixed dimensions, bad weights, or views that cancel out.</exception>
    public static Embedding Fuse(IReadOnlyList<Embedding> embeddings, ReadOnlySpan<float> weights)
    {
        var sum = Sum(embeddings, weights);
        Normalize(sum);
        return new Embedding(sum);
    }

    /// <summary>The mean with equal weights; see <see cref="Fuse(IReadOnlyList{Embedding}, ReadOnlySpan{float})"/>.</summary>
    public static Embedding Fuse(IReadOnlyList<Embedding> embeddings) => Fuse(embeddings, Equal(embeddings));

    /// <summary>The same; false when the views cancel out.</summary>
    /// <exception cref="ArgumentException">Nothing to fuse, or mixed dimensions.</exception>
    public static bool TryFuse(IReadOnlyList<Embedding> embeddings, [NotNullWhen(true)] out Embedding? fused)
    {
        var sum = Sum(embeddings, Equal(embeddings));
        fused = TryNormalize(sum) ? new Embedding(sum) : null;
        return fused is not null;
    }

    private static float[] Sum(IReadOnlyList<Embedding> embeddings, ReadOnlySpan<float> weights)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (embeddings.Count == 0 || embeddings.Count != weights.Length)
        {
            throw new ArgumentException($"Fusing needs one weight for each embedding, got {embeddings.Count} and {weights.Length}.", nameof(weights));
        }

        // In memory that never moves: to clear it leaves no copy.
        var sum = GC.AllocateArray<float>(embeddings[0].Dimension, pinned: true);
        for (var i = 0; i < embeddings.Count; i++)
        {
            if (!(weights[i] >= 0))
            {
                throw new ArgumentException($"Weight {i} is {weights[i]}; a weight is not negative.", nameof(weights));
            }

            TensorPrimitives.MultiplyAdd(embeddings[i].Values, weights[i], sum, sum);
        }

        return sum;
    }

    private static float[] Equal(IReadOnlyList<Embedding> embeddings)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        var weights = new float[embeddings.Count];
        weights.AsSpan().Fill(1);
        return weights;
    }

    private static float Length(ReadOnlySpan<float> vector) => vector.IsEmpty ? 0 : TensorPrimitives.Norm(vector);

    /// <exception cref="ArgumentException">The dimensions differ.</exception>
    public ComparisonScore CompareWith(Embedding other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new ComparisonScore(TensorPrimitives.Dot(Values, other.Values));
    }

    /// <summary>Zeroes the features, when nobody is to keep them; of no use to anybody afterwards.</summary>
    public void Clear() => Array.Clear(_values);

    /// <summary>Equal bit for bit; two pictures of one face are never equal, use <see cref="CompareWith"/>.</summary>
    public bool Equals(Embedding? other) => other is not null && Values.SequenceEqual(other.Values);

    public override bool Equals(object? obj) => Equals(obj as Embedding);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Values));
        return hash.ToHashCode();
    }

    /// <summary>Says the dimension and nothing of the face.</summary>
    public override string ToString() => $"embedding of {Dimension} features";

    // In memory that never moves: to clear it leaves no copy.
    private static float[] Copy(ReadOnlySpan<float> vector)
    {
        var values = GC.AllocateUninitializedArray<float>(vector.Length, pinned: true);
        vector.CopyTo(values);
        return values;
    }
}
