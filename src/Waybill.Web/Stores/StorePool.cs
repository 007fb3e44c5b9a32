using System.Collections.Concurrent;
using Waybill.Storage;

namespace Waybill.Web.Stores;

/// <summary>Open stores to look at, one for each request at a time: a store is not for two threads.</summary>
public sealed class StorePool(string path) : IDisposable
{
    /// <summary>Requests that read at once; more wait.</summary>
    public const int Most = 8;

    private readonly ConcurrentBag<Store> _idle = [];
    private readonly SemaphoreSlim _free = new(Most, Most);
    private bool _closed;

    public string Path => path;

    /// <summary>Lends a store; dispose of the loan to give it back.</summary>
    /// <exception cref="StoreException">There is no store there, or it cannot be opened.</exception>
    public async Task<Loan> LendAsync(CancellationToken cancel)
    {
        await _free.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return new Loan(this, _idle.TryTake(out var store) ? store : Store.Open(path));
        }
        catch
        {
            _free.Release();
            throw;
        }
    }

    /// <summary>Closes the idle stores: the file was changed in a way that an open connection does not see.</summary>
    public void Refresh()
    {
        while (_idle.TryTake(out var store)) store.Dispose();
    }

    public void Dispose()
    {
        _closed = true;
        Refresh();
        _free.Dispose();
    }

    private void Return(Store store, bool broken)
    {
        // Where a server was away, the other connections to it are gone too.
        if (!store.IsConnected) Refresh();
        if (_closed || broken || !store.IsConnected) store.Dispose();
        else _idle.Add(store);
        if (!_closed) _free.Release();
    }

    /// <summary>A store on loan.</summary>
    public sealed class Loan(StorePool pool, Store store) : IDisposable
    {
        private bool _returned;

        public Store Store { get; } = store;

        /// <summary>Set where the store must not be lent again.</summary>
        public bool Broken { get; set; }

        public void Dispose()
        {
            if (_returned) return;
            _returned = true;
            pool.Return(Store, Broken);
        }
    }
}
