using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Waybill.Texts;

/// <summary>Hashes that name things: SHA-256, lower-case hex.</summary>
public static class Hashes
{
    /// <summary>SHA-256 of bytes, 64 hex digits.</summary>
    public static string Sha256(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>SHA-256 of a text as UTF-8, 64 hex digits. A lone surrogate counts as U+FFFD.</summary>
    public static string Sha256(string text) => Sha256(Encoding.UTF8.GetBytes(text));

    /// <summary>An identity: the first <paramref name="digits"/> hex digits of the SHA-256 over the
    /// length-prefixed fields, so that no two lists of fields run together.</summary>
    public static string Identity(int digits, params ReadOnlySpan<string> fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, fields);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..digits];
    }

    /// <summary>The next link of a hash chain: SHA-256 over the link before and the length-prefixed fields.</summary>
    public static byte[] Link(ReadOnlySpan<byte> before, params ReadOnlySpan<string> fields)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        Append(hash, fields);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<string> fields)
    {
        Span<byte> length = stackalloc byte[4];
        foreach (var field in fields)
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
    }
}
