using System.Collections.Frozen;
using SkiaSharp;

namespace DoorFace.Evaluation.Drawing;

/// <summary>
/// Text as lines, for pictures. The SkiaSharp that ships to the door comes without fonts and finds none on the machine,
/// so text drawn the ordinary way is empty; this looks the same everywhere.
/// </summary>
public static class StrokeFont
{
    // On a grid 4 wide: capitals 0..6 down, small letters 2..6, descenders to 8. After its character a glyph is
    // points, two digits each (x, y); a bar lifts the pen.
    private const int CapHeight = 6;
    private const int Advance = 6;

    private static readonly FrozenDictionary<char, string[]> Glyphs = """
        0103041453616050110|1432 1112026|1636 201103041420646 301103041423323|334445361605 436300444 5400002324345361605
        63010010516364544331304 7004016 8103041423313020110|1304051636454433 91636454130100102133342 A062046|1434
        B003041423303|334445360600 C4130100105163645 D00204244260600 E40000646|0333 F400006|0333 G41301001051636454323
        H0006|4046|0343 I1030|2026|1636 J4045361605 K0006|4004|2246 L000646 M0600234046 N06004640 O103041453616050110 P06003041423303
        Q103041453616050110|2446 R06003041423303|2346 S413010010213334445361605 T0040|2026 U000516364540 V002640 W0016223640
        X0046|4006 Y002340|2326 Z00400646 a4246|4332120305163645 b0006|0312324345361605 c4332120305163645 d4046|4332120305163645
        e04444332120305163645 f40302126|1232 g42473818|4332120305163645 h0006|0312324346 i2226|2020 j22271808|2020 k0006|3204|1336
        l2026 m0206|03122326|23324346 n0206|0312324346 o123243453616050312 p0208|0312324345361605 q4248|4332120305163645
        r0206|03123243 s43321203143445361605 t20253645|1232 u0205163645|4246 v022642 w0216243642 x0246|4206 y0226|4218 z02420646
        .2626 ,2617 :2323|2626 -1333 +2125|0343 =0242|0444 _0747 /0640 (30212536 )10212516 %0640|0010110100|3545463635 <400346
        >004306
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenDictionary(glyph => glyph[0], glyph => glyph[1..].Split('|'));

    private static readonly string[] Unknown = ["0040460600"];

    /// <summary>Width of a text in pixels.</summary>
    /// <param name="text">Any; a character without a glyph is drawn as a box.</param>
    /// <param name="height">Of a capital, in pixels.</param>
    public static float Measure(string text, float height) => text.Length == 0 ? 0 : ((text.Length * Advance) - 2) * height / CapHeight;

    /// <summary>Draws one line of text.</summary>
    /// <param name="canvas">Where to.</param>
    /// <param name="text">See <see cref="Measure"/>.</param>
    /// <param name="x">Left end, middle or right end, as <paramref name="align"/> says.</param>
    /// <param name="baseline">Where the letters stand.</param>
    /// <param name="height">Of a capital, in pixels; from 9 it is easy to read.</param>
    /// <param name="colour">Of the lines.</param>
    /// <param name="align">What <paramref name="x"/> is.</param>
    public static void Draw(SKCanvas canvas, string text, float x, float baseline, float height, SKColor colour, SKTextAlign align = SKTextAlign.Left)
    {
        var unit = height / CapHeight;
        var left = x - (align switch { SKTextAlign.Left => 0, SKTextAlign.Center => Measure(text, height) / 2, _ => Measure(text, height) });
        using var outline = new SKPathBuilder();
        foreach (var character in text)
        {
            foreach (var stroke in character == ' ' ? [] : Glyphs.GetValueOrDefault(character, Unknown))
            {
                for (var i = 0; i < stroke.Length; i += 2)
                {
                    var point = new SKPoint(left + ((stroke[i] - '0') * unit), baseline + ((stroke[i + 1] - '0' - CapHeight) * unit));
                    if (i == 0)
                    {
                        outline.MoveTo(point);
                    }
                    else
                    {
                        outline.LineTo(point);
                    }
                }
            }

            left += Advance * unit;
        }

        using var path = outline.Detach();
        using var paint = new SKPaint
        {
            Color = colour,
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = Math.Max(1, height / 8),
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
        };
        canvas.DrawPath(path, paint);
    }
}
