using Waybill.Pipeline;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Web.Server;

/// <summary>Writes judgements, one at a time, by the same calls as the command line.</summary>
public sealed class Judge(WebOptions options, Lazy<Stages> stages, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Adds a judgement and gives its number.</summary>
    /// <exception cref="JudgementException">It cannot be made; the message says why.</exception>
    public async Task<long> AddAsync(JudgementRequest request, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            using var store = Store.OpenToChange(options.Store);
            return new Judging(store, stages.Value, clock).Add(request);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
