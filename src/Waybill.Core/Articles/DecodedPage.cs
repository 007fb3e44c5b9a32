using System.Buffers;
using System.Text;
using Waybill.Texts;

namespace Waybill.Articles;

/// <summary>A page's bytes as characters, with the way back from each character to its bytes.</summary>
/// <remarks>Positions in <see cref="Text"/> are UTF-16 units. The way back is kept as one checkpoint every
/// <see cref="Step"/> units and decoded again from there, so that it costs a fraction of the page's memory.</remarks>
public sealed class DecodedPage
{
    private const int Step = 512;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Shape _shape;
    private readonly int _bom;
    private readonly int[] _checkpoints; // byte offset of unit i * Step (UTF-8), or of every unit (other multi-byte encodings)

    private enum Shape
    {
        SingleByte,
        Utf8,
        Utf16,
        PerUnit,
    }

    private DecodedPage(ReadOnlyMemory<byte> bytes, string text, string encodingName, Shape shape, int bom, int[] checkpoints)
    {
        _bytes = bytes;
        Text = text;
        EncodingName = encodingName;
        _shape = shape;
        _bom = bom;
        _checkpoints = checkpoints;
    }

    /// <summary>The page as characters, without a byte order mark. Bytes that are wrong in the encoding are U+FFFD.</summary>
    public string Text { get; }

    /// <summary>The encoding's name (WHATWG, lower case): <c>utf-8</c>, <c>windows-1252</c> …</summary>
    public string EncodingName { get; }

    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Decodes bytes in a named encoding; an unknown name is read as windows-1252.</summary>
    public static DecodedPage Decode(ReadOnlyMemory<byte> bytes, string encodingName)
    {
        ArgumentNullException.ThrowIfNull(encodingName);
        var span = bytes.Span;
        switch (encodingName)
        {
            case "utf-8":
                {
                    var bom = span.StartsWith("\uFEFF"u8) ? 3 : 0;
                    var text = Encoding.UTF8.GetString(span[bom..]);
                    return new DecodedPage(bytes, text, encodingName, Shape.Utf8, bom, Utf8Checkpoints(span, bom, text.Length));
                }
            case "utf-16le" or "utf-16be":
                {
                    var big = encodingName == "utf-16be";
                    var bom = span.Length >= 2 && (big ? span[0] == 0xFE && span[1] == 0xFF : span[0] == 0xFF && span[1] == 0xFE) ? 2 : 0;
                    var body = span[bom..];
                    // Decoded by hand so that a unit is always two bytes, lone surrogates included.
                    var units = new char[body.Length / 2];
                    for (var i = 0; i < units.Length; i++)
                        units[i] = big ? (char)((body[2 * i] << 8) | body[2 * i + 1]) : (char)((body[2 * i + 1] << 8) | body[2 * i]);
                    for (var i = 0; i < units.Length; i++)
                    {
                        if (!char.IsSurrogate(units[i])) continue;
                        if (char.IsHighSurrogate(units[i]) && i + 1 < units.Length && char.IsLowSurrogate(units[i + 1])) i++;
                        else units[i] = '\uFFFD';
                    }
                    return new DecodedPage(bytes, new string(units), encodingName, Shape.Utf16, bom, []);
                }
        }
        var encoding = Encodings.Get(encodingName) ?? Encodings.Get("windows-1252")!;
        if (encoding.IsSingleByte)
        {
            var text = encoding.GetString(span);
            if (text.Length == span.Length) return new DecodedPage(bytes, text, encodingName, Shape.SingleByte, 0, []);
        }
        return DecodePerUnit(bytes, encoding, encodingName);
    }

    /// <summary>First byte of the character at a unit (the page's end for the text's end).</summary>
    public int ByteOf(int unit)
    {
        if (unit >= Text.Length) return _shape == Shape.Utf16 ? _bom + 2 * Text.Length : _bytes.Length;
        switch (_shape)
        {
            case Shape.SingleByte: return unit;
            case Shape.Utf16: return _bom + 2 * unit;
            case Shape.PerUnit: return _checkpoints[unit];
        }
        if (_checkpoints.Length == 0) return _bom + unit; // all ASCII
        var span = _bytes.Span;
        var at = _checkpoints[unit / Step];
        var left = unit % Step;
        // A checkpoint that would fall into a surrogate pair names the pair's first byte, one unit early.
        if (unit / Step > 0 && char.IsLowSurrogate(Text[unit - left])) left++;
        while (left > 0)
        {
            if (span[at] < 0x80)
            {
                at++;
                left--;
                continue;
            }
            _ = Rune.DecodeFromUtf8(span[at..], out var rune, out var consumed);
            if (left == 1 && rune.Utf16SequenceLength == 2) break; // inside a pair: the pair's first byte
            at += consumed;
            left -= rune.Utf16SequenceLength;
        }
        return at;
    }

    /// <summary>The bytes under units [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public ByteSpan BytesOf(int start, int end) => ByteSpan.FromBounds(ByteOf(start), Math.Max(ByteOf(start), ByteOf(end)));

    /// <summary>Reads a byte range of a page in its encoding, as evidence does.</summary>
    public static string Read(ReadOnlySpan<byte> page, ByteSpan range, string encodingName)
    {
        ArgumentNullException.ThrowIfNull(encodingName);
        if (range.End > page.Length) return "";
        return Decode(range.Of(page).ToArray(), encodingName).Text;
    }

    private static int[] Utf8Checkpoints(ReadOnlySpan<byte> span, int bom, int units)
    {
        if (units == span.Length - bom && System.Text.Ascii.IsValid(span[bom..])) return [];
        var found = new int[units / Step + 1];
        var at = bom;
        var unit = 0;
        var next = 0;
        while (true)
        {
            if (unit >= next)
            {
                found[next / Step] = unit == next ? at : found[next / Step];
                next += Step;
            }
            if (at >= span.Length || unit >= units) break;
            if (span[at] < 0x80)
            {
                // Runs of ASCII are the rule: go as far as the next checkpoint at once.
                var room = Math.Min(next - unit, span.Length - at);
                var ascii = span.Slice(at, room).IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                if (ascii < 0) ascii = room;
                at += ascii;
                unit += ascii;
                continue;
            }
            var first = at;
            _ = Rune.DecodeFromUtf8(span[at..], out var rune, out var consumed);
            at += consumed;
            unit += rune.Utf16SequenceLength;
            if (unit == next + 1 && next / Step < found.Length) found[next / Step] = first;
        }
        return found;
    }

    private static DecodedPage DecodePerUnit(ReadOnlyMemory<byte> bytes, Encoding encoding, string name)
    {
        var span = bytes.Span;
        var decoder = encoding.GetDecoder();
        var text = new StringBuilder(span.Length);
        var offsets = new ArrayBufferWriter<int>(span.Length + 8);
        Span<char> units = stackalloc char[16];
        var start = 0;
        for (var i = 0; i < span.Length; i++)
        {
            decoder.Convert(span.Slice(i, 1), units, i == span.Length - 1, out _, out var made, out _);
            if (made == 0) continue;
            foreach (var unit in units[..made])
            {
                text.Append(unit);
                offsets.Write([start]);
            }
            start = i + 1;
        }
        return new DecodedPage(bytes, text.ToString(), name, Shape.PerUnit, 0, offsets.WrittenSpan.ToArray());
    }
}
