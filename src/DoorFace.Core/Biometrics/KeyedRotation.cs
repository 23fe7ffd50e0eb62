using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Security.Cryptography;

namespace DoorFace.Core.Biometrics;

/// <summary>
/// A random rotation or reflection of the space of features, made from a secret seed: it keeps every comparison score between two vectors that are both
/// turned by it, and makes the features of one face under two seeds as unlike as those of strangers. It is the product of the reflections of
/// G. W. Stewart, "The efficient generation of random orthogonal matrices" (1980), so it is drawn evenly from all orthogonal matrices. Immutable.
/// </summary>
public sealed class KeyedRotation
{
    /// <summary>Bytes of a seed.</summary>
    public const int SeedLength = 32;

    // In doubles, so that as many reflections as there are features round nothing away. First a sign for each feature; then the normal of a mirror for
    // each size from the dimension down to 2, one behind the other.
    private readonly double[] _numbers;

    private KeyedRotation(double[] numbers, int dimension)
    {
        _numbers = numbers;
        Dimension = dimension;
    }

    /// <summary>Features of a vector that it turns.</summary>
    public int Dimension { get; }

    /// <summary>The rotation that a seed stands for. The same on every machine, but for the last digits of a double.</summary>
    /// <param name="seed"><see cref="SeedLength"/> bytes, drawn at random; secret.</param>
    /// <param name="dimension">At least 1.</param>
    public static KeyedRotation Create(ReadOnlySpan<byte> seed, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(seed.Length, SeedLength, nameof(seed));
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        var numbers = GC.AllocateArray<double>(dimension + OffsetOf(1, dimension), pinned: true);
        Fill(seed, numbers);
        for (var i = 0; i < dimension; i++)
        {
            numbers[i] = numbers[i] < 0 ? -1 : 1;
        }

        for (var size = dimension; size > 1; size--)
        {
            MakeNormal(numbers.AsSpan(dimension + OffsetOf(size, dimension), size));
        }

        return new KeyedRotation(numbers, dimension);
    }

    /// <summary>Turns a vector.</summary>
    /// <param name="vector"><see cref="Dimension"/> features, any.</param>
    /// <param name="turned">As many; may be the same memory.</param>
    public void Turn(ReadOnlySpan<float> vector, Span<float> turned) => Reflect(vector, turned, backwards: false);

    /// <summary>Turns a vector back.</summary>
    public void TurnBack(ReadOnlySpan<float> turned, Span<float> vector) => Reflect(turned, vector, backwards: true);

    private void Reflect(ReadOnlySpan<float> source, Span<float> target, bool backwards)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(source.Length, Dimension, nameof(source));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, Dimension, nameof(target));
        Span<double> work = Dimension <= 1024 ? stackalloc double[Dimension] : new double[Dimension];
        TensorPrimitives.ConvertTruncating(source, work);
        var signs = _numbers.AsSpan(0, Dimension);
        if (!backwards)
        {
            TensorPrimitives.Multiply(work, signs, work);
        }

        for (var i = 2; i <= Dimension; i++)
        {
            var size = backwards ? Dimension + 2 - i : i;
            var normal = _numbers.AsSpan(Dimension + OffsetOf(size, Dimension), size);
            var part = work[(Dimension - size)..];
            TensorPrimitives.MultiplyAdd(normal, -2 * TensorPrimitives.Dot<double>(normal, part), part, part);
        }

        if (backwards)
        {
            TensorPrimitives.Multiply(work, signs, work);
        }

        TensorPrimitives.ConvertTruncating<double, float>(work, target);
        work.Clear();
    }

    /// <summary>Where the normal of a size begins; behind the last one for a size of 1.</summary>
    private static int OffsetOf(int size, int dimension) => ((dimension * (dimension + 1)) - (size * (size + 1))) / 2;

    /// <summary>Makes of a normally distributed vector the unit normal of the mirror between it and the first axis.</summary>
    private static void MakeNormal(Span<double> vector)
    {
        var length = TensorPrimitives.Norm<double>(vector);
        // Away from the axis, so that nothing cancels out.
        vector[0] += vector[0] < 0 ? -length : length;
        TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
    }

    /// <summary>Fills with independent standard normal numbers: AES-256 in counter mode under the seed, by the method of Box and Muller.</summary>
    private static void Fill(ReadOnlySpan<byte> seed, Span<double> normals)
    {
        const int Block = 16;
        const double Unit = 1.0 / (1L << 53);
        var random = new byte[(normals.Length + 1) / 2 * Block];
        for (var i = 0; i < random.Length; i += Block)
        {
            BinaryPrimitives.WriteInt64BigEndian(random.AsSpan(i + 8), i / Block);
        }

        using var aes = Aes.Create();
        aes.SetKey(seed);
        aes.EncryptEcb(random, random, PaddingMode.None);
        for (var i = 0; i < normals.Length; i += 2)
        {
            var pair = random.AsSpan(i / 2 * Block);
            // From 53 bits each: the first above 0 up to 1, the second from 0 up to below 1.
            var first = ((BinaryPrimitives.ReadUInt64BigEndian(pair) >> 11) + 1) * Unit;
            var second = (BinaryPrimitives.ReadUInt64BigEndian(pair[8..]) >> 11) * Unit;
            var (sine, cosine) = Math.SinCos(2 * Math.PI * second);
            var radius = Math.Sqrt(-2 * Math.Log(first));
            normals[i] = radius * cosine;
            if (i + 1 < normals.Length)
            {
                normals[i + 1] = radius * sine;
            }
        }

        CryptographicOperations.ZeroMemory(random);
    }
}
