using Waybill.Pipeline;
using Waybill.Pipeline.Runs;
using Waybill.Storage;

namespace Waybill.Web.Server;

/// <summary>Writes judgements, one at a time, by the same calls as the command line.</summary>
public sealed class Judge(WebOptions options, Lazy<Stages> stages, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Adds a judgement and gives its number, and the address to go on from.</summary>
    /// <param name="other">What else a merge is of, as a person names it; null where all ids are given.</param>
    /// <param name="back">The address at which the form was.</param>
    /// <exception cref="JudgementException">It cannot be made; the message says why.</exception>
    public Task<(long Number, string Back)> AddAsync(JudgementRequest request, string? other, string back, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        return OneAsync(store =>
        {
            if (other is not null && request.Ids.Count > 0)
                request = request with { Ids = [.. request.Ids, Meant.Id(store, Judging.KindOf(request.Verb, 1, request.Ids[0]), other)] };
            var number = new Judging(store, stages.Value, clock).Add(request);
            var judgements = store.Judgements();
            var made = judgements.First(j => j.Number == number);
            var of = made.Withdraws is { } withdrawn ? judgements.First(j => j.Number == withdrawn) : made;
            return (number, Meant.Landing(store, back, of));
        }, cancel);
    }

    /// <summary>Adds a claim from words of a page, and gives the number of the judgement.</summary>
    /// <exception cref="JudgementException">It cannot be added; the message says why.</exception>
    public Task<long> AddClaimAsync(string page, IReadOnlyDictionary<string, string> marked, string who, string why, CancellationToken cancel) => OneAsync(store =>
    {
        var judging = new Judging(store, stages.Value, clock);
        return judging.Add(judging.Marked(page, marked, who, why));
    }, cancel);

    private async Task<T> OneAsync<T>(Func<Store, T> work, CancellationToken cancel)
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
