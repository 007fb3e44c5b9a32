using System.Globalization;
using System.Text.Json;
using Shouldly;
using Waybill.Articles;
using Waybill.Cli;
using Waybill.Pages;
using Waybill.Pipeline;
using Waybill.Pipeline.Looking;
using Waybill.Pipeline.Runs;
using Waybill.Storage;
using Waybill.Tests.Cli;
using Waybill.Tests.Pipeline;
using Waybill.Texts;
using Xunit;

namespace Waybill.Tests.Storage;

/// <summary>What holds for a store in any database. Each test has a store of its own, and where two come to the same it is set against one in SQLite.</summary>
public abstract class StoreContract : IDisposable
{
    internal static readonly string[] Kinds = ["page", "article", "claim", "family", "story", "storyline", "transfer"];
    internal static readonly Lazy<Stages> Real = new(Composition.Stages);

    private readonly TestFolder _folder;

    protected StoreContract(string? address) => _folder = new TestFolder { Store = address! };

    private protected TestFolder Folder => _folder;

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    internal static string Exports(TestFolder folder, string? store = null) => string.Concat(Kinds.Select(kind =>
    {
        var run = folder.Run(Real.Value, "export", kind, "--store", store ?? folder.Store);
        run.Exit.ShouldBeLessThan(2, run.Error);
        return run.Out;
    }));

    [Fact]
    public void The_samples_give_what_they_give_in_a_file()
    {
        var samples = Path.Combine(Repository.Root, "samples");
        var read = _folder.Run(Real.Value, "read", samples);
        read.Exit.ShouldBe(0, read.Error);
        var file = _folder.File("reference.db");
        _folder.Run(Real.Value, "read", samples, "--store", file).Exit.ShouldBe(0);
        Exports(_folder).ShouldBe(Exports(_folder, file));
        string[][] asked = [["ledger"], ["articles"], ["claims", "--json"], ["families"], ["stories"], ["missed"], ["search", "missiles", "-drones"], ["search", "\"air defence\""], ["changes"], ["export", "transfer", "--format", "csv"]];
        foreach (var ask in asked)
        {
            var (here, there) = (_folder.Run(Real.Value, ask), _folder.Run(Real.Value, [.. ask, "--store", file]));
            here.Exit.ShouldBe(there.Exit, here.Error);
            WithoutTime(here.Out).ShouldBe(WithoutTime(there.Out), string.Join(' ', ask));
        }
        _folder.Run(Real.Value, "verify").Exit.ShouldBe(0);
        _folder.Run(Real.Value, "rebuild").Out.ShouldContain("identical");
        _folder.Run(Real.Value, "doctor").Out.ShouldContain("Sound");
        var id = JsonDocument.Parse(_folder.Run(Real.Value, "ledger", "--json").Lines[0]).RootElement.GetProperty("id").GetString()!;
        _folder.Run(Real.Value, "show", id[..10]).Out.ShouldBe(_folder.Run(Real.Value, "show", id[..10], "--store", file).Out);
        _folder.Run(Real.Value, "read", samples).Out.ShouldContain("already known");
    }

    private static string WithoutTime(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"\d{4}-\d\d-\d\dT[0-9:]+Z", "TIME", System.Text.RegularExpressions.RegexOptions.NonBacktracking);

    [Fact]
    public void Judgements_changes_followed_records_and_seals_live_there_too()
    {
        CommandResult Run(params string[] args) => _folder.Run(Real.Value, args);
        Run("read", _folder.Write("a.txt", "One\n\nTurkey has delivered 10 howitzers to Poland, the defence ministry said."), _folder.Write("b.txt", "Two\n\nSweden has delivered 7 tanks to Italy, the defence ministry said.")).Exit.ShouldBe(0);
        var seal = Run("seal").Out.Trim();
        var claim = JsonDocument.Parse(Run("claims", "--json").Lines[0]).RootElement.GetProperty("id").GetString()!;
        var transfers = Run("ledger", "--json").Lines.Length;
        var judged = Run("judge", "reject", claim, "--by", "A. Nalyst", "--why", "No such thing.");
        judged.Exit.ShouldBe(0, judged.Error);
        Run("ledger", "--json").Lines.Length.ShouldBe(transfers - 1);
        Run("verify", "--seal", seal).Exit.ShouldBe(0);
        Run("changes").Out.ShouldContain("gone");
        var left = JsonDocument.Parse(Run("ledger", "--json").Lines[0]).RootElement.GetProperty("id").GetString()!;
        Run("follow", left).Exit.ShouldBe(0);
        Run("follow").Out.ShouldContain(left[..8]);
        Run("judge", "withdraw", "1", "--by", "A. Nalyst", "--why", "There was.").Exit.ShouldBe(0);
        Run("ledger", "--json").Lines.Length.ShouldBe(transfers);
    }

    [Fact]
    public void A_moment_before_a_page_was_read_anew_is_what_it_was()
    {
        var clock = new Days();
        _folder.Clock = clock;
        CommandResult Run(params string[] args) => _folder.Run(Real.Value, args);
        var page = _folder.Write("a.html", "<html lang=en><head><title>Turkey hands over guns</title></head><body><article><h1>Turkey hands over guns</h1><p>Turkey has delivered 10 howitzers to Poland, the defence ministry said on Monday.</p><p>The guns had been ordered three years before, and nobody in the town had seen them come.</p></article></body></html>");
        Run("read", page).Exit.ShouldBe(0);
        string[] kinds = ["page", "article", "claim", "family", "transfer"];
        string[] At(params string[] moment) => [.. kinds.Select(k => Run(["export", k, .. moment]).Out)];
        var first = At();
        clock.Day++;
        // Told more about it: it is read anew.
        Run("read", page, "--outlet", "Harbour Courier", "--published", "2023-05-06").Exit.ShouldBe(0);
        var second = At();
        second.ShouldNotBe(first);
        second[1].ShouldContain("Harbour Courier");
        clock.Day++;
        // Rules that find no article on it.
        _folder.Run(Real.Value with { Articles = new ArticleStep("none/1", _ => new ArticleResult.None(NoArticleReason.NoText, "none")) }, "rederive", "--apply").Exit.ShouldBe(0);
        Run("export", "claim").Exit.ShouldBe(Exit.NothingFound);
        At("--recorded-by", "2024-05-01").ShouldBe(first);
        At("--recorded-by", "2024-05-02").ShouldBe(second);
        At("--recorded-by", "2024-05-03")[1..].ShouldAllBe(o => o.Length == 0);
        Run("ledger", "--recorded-by", "2024-05-02").Error.ShouldContain("1 page was read otherwise since");
    }

    private sealed class Days : TimeProvider
    {
        public int Day { get; set; } = 1;

        public override DateTimeOffset GetUtcNow() => new(2024, 5, Day, 12, 0, 0, TimeSpan.Zero);
    }

    [Fact]
    public void Hostile_words_come_back_as_they_were()
    {
        string[] words = ["nul \0 in it", "\uF8F0 private \uF8F01 \uF8F00", "'; DROP TABLE page; --", "$1 $2", "\u202Eright to left", "🚀", new string('x', 9000), "\\ { } \" NULL"];
        using (var store = Store.OpenOrCreate(_folder.Store))
        {
            var run = store.StartRun("test", "test \0", DateTimeOffset.UnixEpoch);
            foreach (var w in words)
            {
                var capture = new Capture { Bytes = new byte[] { 1, 2 }, Format = PageFormat.Html, Url = "https://example.org/" + w, File = w, Outlet = w };
                store.InTransaction(() =>
                {
                    var article = new Article { Extractor = "x", PageId = capture.Id, Text = w + "\n\nhowitzers " + w, TextHash = "h", Title = w, Blocks = [], Map = new TextMap([]) };
                    var facts = CaptureFacts.Of(capture);
                    store.PutPages([new PageRows(capture.Id, capture.Sha256, capture.Url, facts, Packing.Pack(capture.Bytes.Span, 1), ArticleRow.Of(new ArticleResult.Found(article), "s", facts), null)], run);
                    store.AddSkip(run, new Skip(w, w, w));
                });
                store.Page(capture.Id).ShouldNotBeNull().Url.ShouldBe(capture.Url);
                store.Page(capture.Id)!.Facts.ShouldBe(CaptureFacts.Of(capture));
                store.Bytes(capture.Sha256).ShouldBe(capture.Bytes.ToArray());
                store.Article(capture.Id)!.Article!.Text.ShouldBe(w + "\n\nhowitzers " + w);
                store.ArticleLine(capture.Id)!.Title.ShouldBe(w);
                store.ArticleLine(capture.Id)!.Outlet.ShouldBe(w);
            }
            store.Skips(run).Select(s => s.Detail).ShouldBe(words, ignoreOrder: true);
            store.Search(["howitzer"], []).Pages.Count.ShouldBe(words.Length);
            store.Follow("\0", "\0").ShouldBeTrue();
            store.Followed().Single().Why.ShouldBe("\0");
            foreach (var query in words) Should.NotThrow(() => new Search(store).Find(SearchQuery.Parse(query), 0, 10));
            foreach (var query in words) Should.NotThrow(() => store.Find(query));
            foreach (var query in words) Should.NotThrow(() => store.StoryIds(1, query).ToArray());
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_sign_for_it_and_breaks_nothing()
    {
        using var store = Store.OpenOrCreate(_folder.Store);
        var run = store.StartRun("test", "test", DateTimeOffset.UnixEpoch);
        store.AddSkip(run, new Skip("a\uD800b", "x", "\uDC00"));
        store.Skips(run).Single().Source.ShouldBe("a\uFFFDb");
        Should.NotThrow(() => new Search(store).Find(SearchQuery.Parse("\uD800 a\uDC00b"), 0, 10));
    }

    [Fact]
    public void What_fails_in_a_transaction_leaves_nothing()
    {
        using var store = Store.OpenOrCreate(_folder.Store);
        Should.Throw<ArithmeticException>(() => store.InTransaction(() =>
        {
            store.StartRun("lost", "x", DateTimeOffset.UnixEpoch);
            throw new ArithmeticException();
        }));
        store.Runs().ShouldBeEmpty();
        using var other = Store.Open(_folder.Store);
        var version = other.DataVersion;
        other.DataVersion.ShouldBe(version);
        store.StartRun("kept", "x", DateTimeOffset.UnixEpoch);
        other.DataVersion.ShouldNotBe(version);
        other.Runs().Single().Command.ShouldBe("kept");
    }

    [Fact]
    public void A_queue_gives_each_page_to_one_worker_and_takes_back_what_a_dead_one_had()
    {
        for (var i = 0; i < 20; i++) _folder.Write($"in/{i:00}.txt", $"Title {i}\n\nRuritania sends {i} missiles to Sylvania.");
        var read = _folder.Run("read", _folder.File("in"), "--queue");
        read.Exit.ShouldBe(0, read.Error);
        read.Out.ShouldContain("20  kept for workers");
        _folder.Run("read", _folder.File("in"), "--queue").Out.ShouldContain("20  already known");
        _folder.Run("doctor").Out.ShouldContain("20 pages wait to be read");
        using (var store = Store.OpenToChange(_folder.Store))
        {
            var (minute, now) = (TimeSpan.FromMinutes(1), TimeSpan.Zero);
            var one = store.Take("one", 8, minute);
            var two = store.Take("two", 8, minute);
            one.Count.ShouldBe(8);
            one.Concat(two).Select(t => t.Page).Distinct().Count().ShouldBe(16);
            store.Queue().ShouldBe(new QueueCounts(4, 16, 0, 0));
            store.Take("three", 80, now).Count.ShouldBe(4);
            store.Queue().ShouldBe(new QueueCounts(0, 16, 4, 0), "the leases of the third ran out");
            store.Take("four", 80, minute).Count.ShouldBe(1, "tried before: one at a time");
            store.Finish("two", [one[0].Page]).ShouldBeEmpty("it is another's");
            store.GiveBack("two");
            store.Queue().ShouldBe(new QueueCounts(8, 9, 3, 0));
            store.Fail("one", one[0].Page, "no good", null);
            store.Fail("one", one[1].Page, "not yet", minute);
            store.Renew("one", now);
            store.Queue().ShouldBe(new QueueCounts(8, 1, 10, 1));
            store.Bury(1, "its workers died").ShouldBe(9);
            store.QueueProblems(20).Count(p => p.Quarantined).ShouldBe(10);
            store.QueueProblems(20).ShouldContain(p => p.Reason == "no good" && p.Source.EndsWith(".txt", StringComparison.Ordinal));
        }
        _folder.Run("doctor").Out.ShouldContain("10 pages could not be read and are in quarantine");
        _folder.Run("queue").Out.ShouldContain("no good");
        _folder.Run("queue", "--retry").Out.ShouldContain("10 pages taken out of quarantine");
        JsonDocument.Parse(_folder.Run("queue", "--json").Out).RootElement.GetProperty("quarantined").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Workers_give_what_one_process_gives()
    {
        for (var i = 0; i < 40; i++) _folder.Write($"in/{i:00}.txt", $"Title {i / 2}\n\nRuritania{i % 7} sends {i / 2} missiles to Sylvania.{(i % 2 == 1 ? "\n\nShare" : "")}");
        _folder.Write("in/empty.txt", "");
        _folder.Write("in/binary.txt", [0, 1, 2, 0, 0, 255]);
        var file = _folder.File("reference.db");
        _folder.Run("read", _folder.File("in"), "--store", file).Exit.ShouldBe(0);
        _folder.Run("read", _folder.File("in/01.txt"), "--outlet", "The Herald", "--store", file).Exit.ShouldBe(0);
        _folder.Run("read", _folder.File("in"), "--queue").Exit.ShouldBe(0);
        _folder.Run("read", _folder.File("in/01.txt"), "--outlet", "The Herald", "--queue").Exit.ShouldBe(0);
        var runs = Enumerable.Range(0, 3).Select(_ => Task.Run(() => _folder.Run("worker", "--drain", "--jobs", "1"), TestContext.Current.CancellationToken)).ToArray();
        foreach (var run in await Task.WhenAll(runs)) run.Exit.ShouldBe(0, run.Error);
        Exports(_folder).ShouldBe(Exports(_folder, file));
        _folder.Run("rebuild").Out.ShouldContain("identical");
        var doctor = _folder.Run("doctor");
        doctor.Out.ShouldContain("Sound");
        using var store = Store.Open(_folder.Store);
        store.Queue().ShouldBe(default);
        store.Runs().Where(r => r.Command == "worker").Sum(r => r.Counts.Read).ShouldBe(40);
        store.Runs().Where(r => r.Command == "worker").ShouldAllBe(r => r.Outcome == "done");
    }

    [Fact]
    public void A_page_that_no_worker_can_read_ends_in_quarantine_and_the_others_are_read()
    {
        for (var i = 0; i < 6; i++) _folder.Write($"in/{i}.txt", $"Title {i}\n\nRuritania sends {i} missiles to Sylvania.");
        _folder.Run("read", _folder.File("in"), "--queue").Exit.ShouldBe(0);
        var tiny = TinyStages.All();
        var bad = tiny with
        {
            Articles = new ArticleStep(tiny.Articles.Version, c =>
                c.File!.EndsWith("3.txt", StringComparison.Ordinal) ? throw new FormatException("bad page")
                : c.File.EndsWith("4.txt", StringComparison.Ordinal) ? new ArticleResult.None(NoArticleReason.Binary, "no text at all") : tiny.Articles.Read(c)),
        };
        var worker = new WorkerRun(() => Store.OpenToChange(_folder.Store), bad, new WorkerOptions { Drain = true, Jobs = 2, Attempts = 3, Wait = TimeSpan.FromMilliseconds(10), Poll = TimeSpan.FromMilliseconds(20) }, TimeProvider.System, (_, _) => { });
        var summary = worker.Run(TestContext.Current.CancellationToken);
        summary.ShouldBe(new WorkerSummary(4, 1, 3, false));
        using var store = Store.Open(_folder.Store);
        var problem = store.QueueProblems(10).Single();
        (problem.Quarantined, problem.Attempts).ShouldBe((true, 3));
        problem.Reason.ShouldContain("bad page");
        store.Counts().Articles.ShouldBe(4);
        store.PageIds().Count.ShouldBe(5, "what gives nothing to keep is not kept, as in a run without workers");
        store.Skips(2).Single().Detail.ShouldBe("no text at all");
    }

    [Fact]
    public void A_worker_that_is_stopped_gives_back_what_it_had()
    {
        for (var i = 0; i < 30; i++) _folder.Write($"in/{i:00}.txt", $"Title {i}\n\nRuritania sends {i} missiles to Sylvania.");
        _folder.Run("read", _folder.File("in"), "--queue").Exit.ShouldBe(0);
        using var stop = new CancellationTokenSource();
        var tiny = TinyStages.All();
        var seen = 0;
        var slow = tiny with
        {
            Articles = new ArticleStep(tiny.Articles.Version, c =>
            {
                if (Interlocked.Increment(ref seen) == 5) stop.Cancel();
                return tiny.Articles.Read(c);
            }),
        };
        var summary = new WorkerRun(() => Store.OpenToChange(_folder.Store), slow, new WorkerOptions { Jobs = 1 }, TimeProvider.System, (_, _) => { }).Run(stop.Token);
        summary.ShouldBe(new WorkerSummary(5, 0, 0, true));
        using var store = Store.Open(_folder.Store);
        store.Queue().ShouldBe(new QueueCounts(25, 0, 0, 0));
        store.Runs()[^1].Outcome.ShouldBe("stopped");
    }

    [Fact]
    public void A_copy_says_what_the_store_says_and_can_go_on()
    {
        var samples = Path.Combine(Repository.Root, "samples");
        _folder.Run(Real.Value, "read", samples).Exit.ShouldBe(0);
        var claim = JsonDocument.Parse(_folder.Run(Real.Value, "claims", "--json").Lines[0]).RootElement.GetProperty("id").GetString()!;
        _folder.Run(Real.Value, "judge", "reject", claim, "--by", "A. Nalyst", "--why", "No.").Exit.ShouldBe(0);
        _folder.Run(Real.Value, "follow", _folder.Run(Real.Value, "ledger", "--json").Lines[0].Split('"')[7]).Exit.ShouldBe(0);
        _folder.Run(Real.Value, "read", _folder.Write("more.txt", "More\n\nRuritania sends 5 missiles to Sylvania."), "--queue").Exit.ShouldBe(0);
        var (there, back) = (OtherStore(), _folder.File("back.db"));
        var copied = _folder.Run(Real.Value, "copy", "--from", _folder.Store, "--to", there);
        copied.Exit.ShouldBe(0, copied.Error);
        copied.Out.ShouldContain("Every row is there");
        _folder.Run(Real.Value, "copy", "--from", there, "--to", back).Exit.ShouldBe(0);
        var exports = Exports(_folder);
        Exports(_folder, there).ShouldBe(exports);
        Exports(_folder, back).ShouldBe(exports);
        _folder.Run(Real.Value, "seal", "--store", there).Out.ShouldBe(_folder.Run(Real.Value, "seal").Out);
        using (var first = Store.Open(_folder.Store))
        using (var last = Store.Open(back))
            last.Digests().ShouldBe(first.Digests());
        foreach (var store in new[] { there, back })
        {
            foreach (var ask in new[] { "ledger", "changes", "follow", "queue" }) _folder.Run(Real.Value, ask, "--store", store).Out.ShouldBe(_folder.Run(Real.Value, ask).Out, ask);
            _folder.Run(Real.Value, "search", "missiles", "--store", store).Out.ShouldBe(_folder.Run(Real.Value, "search", "missiles").Out);
            // It goes on where the other was: numbers of runs and judgements too.
            _folder.Run(Real.Value, "worker", "--drain", "--store", store).Exit.ShouldBe(0);
            _folder.Run(Real.Value, "judge", "withdraw", "1", "--by", "A. Nalyst", "--why", "Yes.", "--store", store).Exit.ShouldBe(0);
            _folder.Run(Real.Value, "doctor", "--store", store).Out.ShouldContain("Sound");
        }
        _folder.Run(Real.Value, "copy", "--from", back, "--to", there).Error.ShouldContain("holds pages or runs already");
    }

    /// <summary>A new store in the other database, where there is one.</summary>
    protected abstract string OtherStore();

    [Fact]
    public async Task Many_may_read_at_once_into_one_store()
    {
        for (var i = 0; i < 24; i++) _folder.Write($"in/{i:00}.txt", $"Title {i}\n\nRuritania{i % 3} sends {i} missiles to Sylvania.");
        using (Store.OpenOrCreate(_folder.Store)) { }
        var runs = Enumerable.Range(0, 3).Select(_ => Task.Run(() => _folder.Run("read", _folder.File("in"), "--jobs", "1"), TestContext.Current.CancellationToken)).ToArray();
        // Those that come too late wait, or say that they did.
        foreach (var run in await Task.WhenAll(runs)) (run.Exit == 0 || run.Error.Contains("another program", StringComparison.Ordinal)).ShouldBeTrue(run.Error);
        _folder.Run("read", _folder.File("in")).Exit.ShouldBe(0);
        var file = _folder.File("reference.db");
        _folder.Run("read", _folder.File("in"), "--store", file).Exit.ShouldBe(0);
        Exports(_folder).ShouldBe(Exports(_folder, file));
        _folder.Run("doctor").Out.ShouldContain("Sound");
    }
}

public sealed class SqliteStoreTests() : StoreContract(null)
{
    protected override string OtherStore() => Folder.File("other.db");

    [Fact]
    public async Task Two_writers_on_one_file_wait_or_say_so()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var folder = new TestFolder();
        using var one = Store.OpenOrCreate(folder.Store);
        using var two = Store.OpenToChange(folder.Store);
        using var inside = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var writer = Task.Run(() => one.InTransaction(() =>
        {
            one.StartRun("one", "x", DateTimeOffset.UnixEpoch);
            inside.Set();
            leave.Wait(cancel);
        }), cancel);
        inside.Wait(cancel);
        two.Runs().ShouldBeEmpty("those who look need not wait");
        var late = Task.Run(() => two.StartRun("two", "x", DateTimeOffset.UnixEpoch), cancel);
        leave.Set();
        await writer;
        await late;
        two.Runs().Count.ShouldBe(2, "the second waited");
    }
}
