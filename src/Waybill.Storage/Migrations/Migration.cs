namespace Waybill.Storage.Migrations;

/// <summary>One named step of the facts' schema. Each runs inside the transaction that opens an older store; the
/// store's <c>user_version</c> is the number of steps it has seen. A step that was ever released is never edited.</summary>
public sealed record Migration(string Name, string Sql)
{
    /// <summary>What a step does that is more than SQL, after it.</summary>
    internal Action<Store>? Then { get; init; }

    /// <summary>All steps, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        new("facts", """
            CREATE TABLE migration (
                version INTEGER PRIMARY KEY,
                name    TEXT NOT NULL
            ) STRICT;

            -- What the store knows about itself: derived_schema, across_stages.
            CREATE TABLE setting (
                key   TEXT PRIMARY KEY,
                value TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;

            -- The bytes of pages, each once, packed. size is their true length.
            CREATE TABLE bytes (
                sha256  TEXT PRIMARY KEY,
                size    INTEGER NOT NULL,
                packing INTEGER NOT NULL,
                data    BLOB NOT NULL
            ) STRICT;

            -- A page is bytes and an address; the id is made from both.
            CREATE TABLE page (
                id     TEXT PRIMARY KEY,
                sha256 TEXT NOT NULL REFERENCES bytes (sha256),
                url    TEXT
            ) STRICT;

            CREATE TABLE run (
                id       INTEGER PRIMARY KEY,
                command  TEXT NOT NULL,
                program  TEXT NOT NULL,
                started  TEXT NOT NULL,
                finished TEXT,
                outcome  TEXT NOT NULL,
                tried    INTEGER NOT NULL DEFAULT 0,
                read     INTEGER NOT NULL DEFAULT 0,
                known    INTEGER NOT NULL DEFAULT 0,
                skipped  INTEGER NOT NULL DEFAULT 0,
                capped   INTEGER NOT NULL DEFAULT 0
            ) STRICT;

            -- What was known from outside the bytes, each time the page was handed in. key is made from the row.
            CREATE TABLE capture (
                page          TEXT NOT NULL REFERENCES page (id),
                key           TEXT NOT NULL,
                run           INTEGER NOT NULL REFERENCES run (id),
                format        TEXT NOT NULL,
                url_from      TEXT NOT NULL,
                captured      TEXT,
                captured_from TEXT,
                file          TEXT,
                parent        TEXT,
                charset       TEXT,
                outlet        TEXT,
                published     TEXT,
                PRIMARY KEY (page, key)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE skip (
                run    INTEGER NOT NULL REFERENCES run (id),
                source TEXT NOT NULL,
                reason TEXT NOT NULL,
                detail TEXT NOT NULL,
                PRIMARY KEY (run, source)
            ) STRICT, WITHOUT ROWID;

            -- What people decided. A judgement is never changed: another row withdraws it.
            CREATE TABLE judgement (
                id        INTEGER PRIMARY KEY,
                scheme    INTEGER NOT NULL,
                verb      TEXT NOT NULL,
                subject   TEXT NOT NULL,
                object    TEXT,
                value     TEXT,
                made_on   TEXT NOT NULL,
                who       TEXT NOT NULL,
                at        TEXT NOT NULL,
                why       TEXT NOT NULL,
                withdraws INTEGER REFERENCES judgement (id)
            ) STRICT;

            -- Ids that were printed once and name nothing now, with what they were made of. Ids outlive what they
            -- named, and a rebuild cannot know them: they are facts.
            CREATE TABLE former (
                kind    TEXT NOT NULL,
                id      TEXT NOT NULL,
                members TEXT NOT NULL,
                words   TEXT NOT NULL,
                PRIMARY KEY (kind, id)
            ) STRICT, WITHOUT ROWID;
            """),
        new("changes", """
            -- What changed in the ledger, when, after which run and judgement: only ever added to.
            CREATE TABLE change (
                id        INTEGER PRIMARY KEY,
                at        TEXT NOT NULL,
                run       INTEGER NOT NULL,
                judgement INTEGER NOT NULL,
                what      TEXT NOT NULL,
                record    TEXT NOT NULL,
                was       TEXT,
                title     TEXT NOT NULL,
                words     TEXT NOT NULL
            ) STRICT;
            CREATE INDEX change_record ON change (record);
            CREATE INDEX change_at ON change (at);

            -- Records that somebody follows.
            CREATE TABLE followed (
                id  TEXT PRIMARY KEY,
                at  TEXT NOT NULL,
                why TEXT NOT NULL
            ) STRICT, WITHOUT ROWID;
            """),
        new("entries", """
            -- What people set down besides judgements (rows of the lexicon, ratings, saved searches): only ever added to.
            -- kind says what subject and value mean; a later row takes an earlier one back.
            CREATE TABLE entry (
                id      INTEGER PRIMARY KEY,
                kind    TEXT NOT NULL,
                subject TEXT NOT NULL,
                value   TEXT NOT NULL,
                who     TEXT NOT NULL,
                at      TEXT NOT NULL,
                why     TEXT NOT NULL,
                source  TEXT NOT NULL
            ) STRICT;
            CREATE INDEX entry_kind ON entry (kind, subject);
            """),
        new("queue", """
            -- Writes that the across-page state does not know yet, with the number of pages in each. Only ever added, and taken away by who makes the
            -- state from what it sees: a writer that comes later leaves a row that stays.
            CREATE TABLE stale (
                id    INTEGER PRIMARY KEY,
                pages INTEGER NOT NULL
            ) STRICT;
            INSERT INTO stale (pages) SELECT 1 FROM setting WHERE key = 'across_stale' AND value = '1';
            DELETE FROM setting WHERE key = 'across_stale';

            -- Kept pages that workers are to read. A row is taken by setting worker and due (milliseconds since 1970, by the store's clock): until then it
            -- is that worker's. It goes with the transaction that writes what the page gave. Without due it is in quarantine, and reason says why.
            CREATE TABLE queue (
                page     TEXT PRIMARY KEY REFERENCES page (id),
                run      INTEGER NOT NULL REFERENCES run (id),
                source   TEXT NOT NULL,
                attempts INTEGER NOT NULL DEFAULT 0,
                due      INTEGER,
                worker   TEXT,
                reason   TEXT
            ) STRICT;
            CREATE INDEX queue_due ON queue (due, page) WHERE due IS NOT NULL;
            """),
        // Claims that were added in the browser become judgements, as those of the command line are.
        new("marked-claims", "") { Then = MarkedEntries.Become },
        new("custody", """
            -- Who saved the page, where a manifest says so.
            ALTER TABLE capture ADD COLUMN collector TEXT;

            -- The article of a page whose bytes are not kept: it cannot be made again, so it is a fact.
            CREATE TABLE kept_text (
                page    TEXT PRIMARY KEY REFERENCES page (id),
                size    INTEGER NOT NULL,
                packing INTEGER NOT NULL,
                data    BLOB NOT NULL
            ) STRICT;

            -- New pages of which is still to be decided whether their bytes are kept, and how (relevant, text). A row goes when it is decided.
            CREATE TABLE keeping (
                page TEXT PRIMARY KEY REFERENCES page (id),
                keep TEXT NOT NULL
            ) STRICT;
            """),
        // Indices that hold all that is asked of a row, where derived tables are of this version and stay.
        new("list-indices", "") { Then = DerivedSchema.AddListIndices },
        // Which other pages have the same bytes is asked of each page whose bytes are not kept.
        new("pages-of-bytes", "CREATE INDEX page_sha256 ON page (sha256);"),
        // A server tries to pack each record that is packed already; words are searched by numbers there.
        new("long-records", "") { Then = DerivedSchema.StoreLongRecords },
        new("former-readings", """
            -- What a page was read as until a run read it anew and came to something else: what a moment before that run is made from.
            -- form is the version of the derived tables, whose rows these were.
            CREATE TABLE former_article (
                page    TEXT NOT NULL REFERENCES page (id),
                run     INTEGER NOT NULL REFERENCES run (id),
                form    TEXT NOT NULL,
                stage   TEXT NOT NULL,
                reason  TEXT,
                detail  TEXT,
                size    INTEGER NOT NULL,
                packing INTEGER NOT NULL,
                data    BLOB NOT NULL,
                PRIMARY KEY (page, run)
            ) STRICT;
            CREATE TABLE former_reading (
                page    TEXT NOT NULL REFERENCES page (id),
                run     INTEGER NOT NULL REFERENCES run (id),
                form    TEXT NOT NULL,
                stage   TEXT NOT NULL,
                skipped TEXT,
                size    INTEGER NOT NULL,
                packing INTEGER NOT NULL,
                data    BLOB NOT NULL,
                PRIMARY KEY (page, run)
            ) STRICT;
            """) { Then = Store.NoteReadings },
        // Who took pages in, where they say so.
        new("run-who", "ALTER TABLE run ADD COLUMN who TEXT;"),
    ];
}
