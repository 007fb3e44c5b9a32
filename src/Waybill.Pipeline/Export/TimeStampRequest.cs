using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Waybill.Pipeline.Export;

/// <summary>A request to a time stamp authority (RFC 3161, 2.4.1: TimeStampReq): that these bytes, of which it learns the SHA-256 alone,
/// exist now. The certificate is asked for; there is no nonce, so that the same bytes give the same request.</summary>
public static class TimeStampRequest
{
    /// <summary>The media type of a request.</summary>
    public const string MediaType = "application/timestamp-query";

    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>The request in DER.</summary>
    public static byte[] For(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(data, hash);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(Sha256);
                    writer.WriteNull();
                }
                writer.WriteOctetString(hash);
            }
            writer.WriteBoolean(true);
        }
        return writer.Encode();
    }
}
