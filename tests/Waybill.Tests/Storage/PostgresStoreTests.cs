using System.Globalization;
using System.Security.Cryptography;
using Npgsql;
using Shouldly;
using Waybill.Storage;
using Waybill.Storage.Migrations;
using Waybill.Tests.Cli;
using Xunit;

namespace Waybill.Tests.Storage;

/// <summary>The contract on a real PostgreSQL, and what only a server can do: be away, refuse, be newer.</summary>
public sealed class PostgresStoreTests() : StoreContract(PostgresServers.Shared.NewStore())
{
    protected override string OtherStore() => Folder.File("other.db");

    [Fact]
    public void A_copy_of_a_file_in_a_server_and_back_is_the_file()
    {
        using var folder = new TestFolder();
        folder.Run(Real.Value, "read", Path.Combine(Repository.Root, "samples")).Exit.ShouldBe(0);
        var back = folder.File("back.db");
        folder.Run("copy", "--from", folder.Store, "--to", Folder.Store).Exit.ShouldBe(0);
        folder.Run("copy", "--from", Folder.Store, "--to", back).Exit.ShouldBe(0);
        using (var first = Store.Open(folder.Store))
        using (var last = Store.Open(back))
            last.Digests().ShouldBe(first.Digests());
        Exports(folder, back).ShouldBe(Exports(folder));
        foreach (var table in DerivedSchema.AcrossTables)
            StoreTests.Ask<string>(back, $"SELECT coalesce(group_concat(hex(data) || id), '') FROM (SELECT * FROM {table} ORDER BY id)").ShouldBe(StoreTests.Ask<string>(folder.Store, $"SELECT coalesce(group_concat(hex(data) || id), '') FROM (SELECT * FROM {table} ORDER BY id)"), "byte by byte: " + table);
    }

    [Fact]
    public void What_cannot_be_opened_is_said_in_words_and_never_with_the_password()
    {
        var server = PostgresServers.Shared;
        var name = SchemaOf(server.NewStore());
        server.Do($"CREATE SCHEMA {name}; CREATE TABLE {name}.something (y int); " + Guarded + "ALTER ROLE guarded NOSUPERUSER PASSWORD 'right'");
        Problem(server.Address(database: "absent")).ShouldBe((StoreProblem.NotFound, "createdb"));
        Problem(server.NewStore()).ShouldBe((StoreProblem.NotFound, "waybill read"));
        Problem(server.Address(more: "?schema=" + name)).ShouldBe((StoreProblem.NotAStore, "something else"));
        Problem(server.Address("guarded:s3cret-word")).ShouldBe((StoreProblem.Refused, "PGPASSWORD"));
        Problem("postgres://someone:s3cret-word@127.0.0.1:1/x").ShouldBe((StoreProblem.Unreachable, "cannot be reached"));
        Problem("postgres://someone:s3cret-word@host:x:y/").ShouldBe((StoreProblem.NotFound, "written postgres://"));
        Problem("postgres://someone:s3cret-word@127.0.0.1/x?password=s3cret-word").ShouldBe((StoreProblem.NotFound, "none of schema"));
        Problem(server.Address(more: "?schema=Bobby'")).ShouldBe((StoreProblem.NotFound, "small letters"));
        using (Store.OpenOrCreate(Folder.Store)) { }
        server.Do($"UPDATE {SchemaOf(Folder.Store)}.setting SET value = '0' WHERE key = 'derived_schema'");
        Problem(Folder.Store).ShouldBe((StoreProblem.Older, "rederive"));
        server.Do($"INSERT INTO {SchemaOf(Folder.Store)}.migration VALUES ({Migration.All.Count + 1}, 'later')");
        Problem(Folder.Store).ShouldBe((StoreProblem.Newer, "Update Waybill"));
        // A user who may do nothing here.
        server.Do("GRANT CONNECT ON DATABASE postgres TO guarded");
        Problem(server.Address("guarded:right", more: "?schema=mine"), create: true).ShouldBe((StoreProblem.Refused, "may not"));
    }

    [Fact]
    public void An_address_is_shown_without_its_password()
    {
        Store.Shown("postgresql://us%40er:s3cret@db.example.org:5433/arms?schema=w2&sslmode=require").ShouldBe("postgres://us%40er@db.example.org:5433/arms?schema=w2");
        Store.Shown("postgres://a:b@h/d").ShouldBe("postgres://a@h/d");
        Store.Shown("file.db").ShouldBe("file.db");
        var server = PostgresServers.Shared;
        server.Do(Guarded + "ALTER ROLE guarded SUPERUSER PASSWORD 's3cret-word'");
        var schema = SchemaOf(Folder.Store);
        var read = Folder.Run("read", Folder.Write("a.txt", "One\n\nRuritania sends 5 missiles to Sylvania."), "--store", server.Address("guarded:s3cret-word", more: "?schema=" + schema));
        read.Exit.ShouldBe(0, read.Error);
        read.Out.ShouldContain("postgres://guarded@127.0.0.1");
        (read.Out + read.Error).ShouldNotContain("s3cret");
    }

    [Fact]
    public void Derived_tables_of_another_version_are_made_anew_and_facts_stay()
    {
        Folder.Run("read", Folder.Write("a.txt", "Title\n\nRuritania sends 5 missiles to Sylvania.")).Exit.ShouldBe(0);
        var schema = SchemaOf(Folder.Store);
        PostgresServers.Shared.Do($"UPDATE {schema}.setting SET value = '0' WHERE key = 'derived_schema'");
        Folder.Run("ledger").Error.ShouldContain("waybill rederive --apply");
        Folder.Run("rederive", "--apply").Exit.ShouldBe(0);
        Folder.Run("ledger").Out.ShouldContain("Ruritania → Sylvania");
        Folder.Run("doctor").Out.ShouldContain("Sound");
    }

    [Fact]
    public void Words_that_were_texts_are_found_by_their_numbers()
    {
        Folder.Run("read", Folder.Write("a.txt", "Title\n\nRuritania sends 5 missiles to Sylvania.")).Exit.ShouldBe(0);
        var schema = SchemaOf(Folder.Store);
        PostgresServers.Shared.Do($"""
            SET search_path TO {schema};
            DROP INDEX search_page_words;
            ALTER TABLE search_page ALTER COLUMN words TYPE TEXT[] COLLATE "C" USING ARRAY['title', stem('ruritania'), 'send', '5', stem('missiles'), 'to', stem('sylvania')];
            CREATE INDEX search_page_words ON search_page USING gin (words);
            ALTER TABLE article ADD CONSTRAINT article_page_fkey FOREIGN KEY (page) REFERENCES page (id);
            DROP TABLE former_article, former_reading;
            ALTER TABLE run DROP COLUMN who;
            DELETE FROM migration WHERE version >= (SELECT version FROM migration WHERE name = 'long-records')
            """);
        Folder.Run("search", "missile").Out.ShouldContain("Title");
        Folder.Run("search", "submarine").Exit.ShouldBe(1);
        Folder.Run("read", Folder.Write("b.txt", "Second\n\nRuritania sends 7 missiles to Sylvania.")).Exit.ShouldBe(0);
        Folder.Run("search", "missiles").Lines.Length.ShouldBe(Folder.Run("search", "sylvania").Lines.Length);
        Folder.Run("search", "missiles").Out.ShouldContain("Second");
        Folder.Run("doctor").Out.ShouldContain("Sound");
    }

    [Fact]
    public async Task Bytes_that_another_program_is_writing_are_kept_once()
    {
        Folder.Run("read", Folder.Write("a.txt", "Title\n\nRuritania sends 5 missiles to Sylvania.")).Exit.ShouldBe(0);
        var second = Folder.Write("b.txt", "Second\n\nRuritania sends 7 missiles to Sylvania.");
        var bytes = await File.ReadAllBytesAsync(second, TestContext.Current.CancellationToken);
        await using var other = new NpgsqlConnection($"Host=127.0.0.1;Port={PostgresServers.Shared.Port};Username=postgres;Database=postgres;Pooling=false");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var insert = new NpgsqlCommand($"INSERT INTO {SchemaOf(Folder.Store)}.bytes (sha256, size, packing, data) VALUES ($1, $2, 0, $3)", other, transaction))
        {
            foreach (var value in (object[])[Convert.ToHexStringLower(SHA256.HashData(bytes)), (long)bytes.Length, bytes]) insert.Parameters.Add(new NpgsqlParameter { Value = value });
            (await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        }
        var reading = Task.Run(() => Folder.Run("read", second), TestContext.Current.CancellationToken);
        // Until it waits for the row.
        while (!reading.IsCompleted && !await Waiting()) await Task.Delay(20, TestContext.Current.CancellationToken);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);
        (await reading).Exit.ShouldBe(0);
        Folder.Run("articles").Out.ShouldContain("Second");
        Folder.Run("verify").Exit.ShouldBe(0);

        async Task<bool> Waiting()
        {
            await using var ask = new NpgsqlCommand("SELECT count(*) FROM pg_catalog.pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid", other, transaction);
            return (long)(await ask.ExecuteScalarAsync(TestContext.Current.CancellationToken))! > 0;
        }
    }

    private const string Guarded = "DO $$ BEGIN CREATE ROLE guarded LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$; ";

    private static string SchemaOf(string address) => address[(address.IndexOf('=', StringComparison.Ordinal) + 1)..];

    private static (StoreProblem, string) Problem(string address, bool create = false)
    {
        var e = Should.Throw<StoreException>(() => (create ? Store.OpenOrCreate(address) : Store.Open(address)).Dispose());
        e.ToString().ShouldNotContain("s3cret");
        string[] hints = ["createdb", "waybill read", "something else", "PGPASSWORD", "cannot be reached", "written postgres://", "rederive", "Update Waybill", "may not"];
        var hint = hints.FirstOrDefault(h => e.Message.Contains(h, StringComparison.Ordinal)) ?? e.Message;
        return (e.Problem, e.Message.Contains("none of schema", StringComparison.Ordinal) ? "none of schema" : e.Message.Contains("small letters", StringComparison.Ordinal) ? "small letters" : hint);
    }
}
