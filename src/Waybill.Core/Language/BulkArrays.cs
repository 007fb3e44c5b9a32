using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Waybill.Language;

/// <summary>Arrays of numbers in a model file, little-endian on every machine, read and written as wholes.</summary>
internal static class BulkArrays
{
    public static T[] Read<T>(BinaryReader reader, int count) where T : unmanaged
    {
        var values = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        Turn(values);
        return values;
    }

    public static void Write<T>(BinaryWriter writer, T[] values) where T : unmanaged
    {
        T[] copy = [.. values];
        Turn(copy);
        writer.Write(MemoryMarshal.AsBytes(copy.AsSpan()));
    }

    private static void Turn<T>(T[] values) where T : unmanaged
    {
        if (BitConverter.IsLittleEndian)
            return;
        switch (values)
        {
            case sbyte[] or byte[]:
                break;
            case short[] or ushort[]:
                var shorts = MemoryMarshal.Cast<T, short>(values.AsSpan());
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            default:
                var ints = MemoryMarshal.Cast<T, int>(values.AsSpan());
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
        }
    }
}
