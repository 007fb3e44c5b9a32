using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Waybill.Html.Archives;

/// <summary>A PDF's packed streams, unpacked within one budget for the whole document, so that a small file cannot fill the memory.</summary>
internal sealed class BoundedFilters : IFilterProvider
{
    /// <summary>Bytes that a document may unpack to.</summary>
    public const long MaxUnpacked = 256L * 1024 * 1024;

    /// <summary>LZW packs up to some thousand to one and is found in old files alone.</summary>
    private const int MaxLzw = 256 * 1024;

    private long _left = MaxUnpacked;

    public sealed class LimitException(string message) : Exception(message);

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Wrap(DefaultFilterProvider.Instance.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Wrap(DefaultFilterProvider.Instance.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Wrap(DefaultFilterProvider.Instance.GetAllFilters());

    private IFilter[] Wrap(IReadOnlyList<IFilter> filters) => [.. filters.Select(f => f is Bounded ? f : new Bounded(f, this))];

    private void Spend(long bytes)
    {
        _left -= bytes;
        if (_left < 0) throw new LimitException($"the PDF unpacks to more than {MaxUnpacked} bytes");
    }

    private sealed class Bounded(IFilter filter, BoundedFilters budget) : IFilter
    {
        public bool IsSupported => filter.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            if (filter is FlateFilter) Try(input);
            else if (filter is LzwFilter && input.Length > MaxLzw) throw new LimitException($"an LZW stream of more than {MaxLzw} bytes");
            var decoded = filter.Decode(input, streamDictionary, filterProvider, filterIndex);
            budget.Spend(decoded.Length);
            return decoded;
        }

        /// <summary>Unpacks once without keeping anything: the filter itself would keep all before it could be counted.</summary>
        private void Try(Memory<byte> input)
        {
            var buffer = new byte[64 * 1024];
            long all = 0;
            try
            {
                using var inflate = new ZLibStream(new MemoryStream(input.ToArray(), writable: false), CompressionMode.Decompress);
                for (int got; (got = inflate.Read(buffer)) > 0;)
                {
                    all += got;
                    if (all > budget._left) throw new LimitException($"the PDF unpacks to more than {MaxUnpacked} bytes");
                }
            }
            catch (InvalidDataException)
            {
                // The filter has its own ways with damaged data; what it gives is counted behind it.
            }
        }
    }
}
