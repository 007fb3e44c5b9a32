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
    public Task<long> AddAsync(JudgementRequest request, CancellationToken cancel) => OneAsync(store => new Judging(store, stages.Value, clock).Add(request), cancel);

    /// <summary>Adds a claim from words of a page, and gives the number of the judgement.</summary>
    /// <exception cref="JudgementException">It cannot be added; the message says why.</exception>
    public Task<long> AddClaimAsync(string page, IReadOnlyDictionary<string, string> marked, string who, string why, CancellationToken cancel) => OneAsync(store =>
    {
        var judging = new Judging(store, stages.Value, clock);
        return judging.Add(judging.Marked(page, marked, who, why));
    }, cancel);

    private async Task<long> OneAsync(Func<Store, long> work, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            using var store = Store.OpenToChange(options.Store);
            return work(store);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
