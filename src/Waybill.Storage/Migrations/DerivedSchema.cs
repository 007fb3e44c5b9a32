namespace Waybill.Storage.Migrations;

/// <summary>Tables that hold nothing but what can be made again from the facts. They are never migrated: where the
/// version differs they are dropped and made anew, and <c>waybill rederive</c> fills them.</summary>
public static class DerivedSchema
{
    public const string Version = "10";

    /// <summary>The across-page tables, all of one shape: id, the record as JSON, and what lists ask of it (<see cref="ListColumns"/>).</summary>
    public static IReadOnlyList<string> AcrossTables { get; } =
        [
        AcrossTable.ArticleDate, AcrossTable.ClaimChanges, AcrossTable.Family, AcrossTable.FamilyOf, AcrossTable.Furniture, AcrossTable.PlacedClaim, AcrossTable.Story,
        AcrossTable.Storyline, AcrossTable.Transfer, AcrossTable.TransfersOf, AcrossTable.VersionOf,
    ];

    /// <summary>The across-page tables that the ledger stage fills.</summary>
    public static IReadOnlyList<string> LedgerTables { get; } = [AcrossTable.ClaimChanges, AcrossTable.PlacedClaim, AcrossTable.Transfer, AcrossTable.TransfersOf];

    /// <summary>Tables whose long records are packed: a family of hundreds has a hundred times the words of one.</summary>
    internal static IReadOnlyList<string> PackedTables { get; } = [AcrossTable.ClaimChanges, AcrossTable.Family, AcrossTable.Transfer];

    public static string Drop { get; } =
        "DROP TABLE IF EXISTS claim; DROP TABLE IF EXISTS claim_term; DROP TABLE IF EXISTS term; DROP TABLE IF EXISTS article_line; DROP TABLE IF EXISTS search; DROP TABLE IF EXISTS search_page; DROP TABLE IF EXISTS article; DROP TABLE IF EXISTS reading; DROP TABLE IF EXISTS lineage_row; DROP TABLE IF EXISTS lineage_page;"
        + string.Concat(AcrossTables.Select(t => $"DROP TABLE IF EXISTS {t};"));

    /// <summary>Tables of this version that were made before these indices were.</summary>
    internal static void AddListIndices(Store store)
    {
        if (store.Setting("derived_schema") == Version)
            store.Run("DROP INDEX article_line_claims; CREATE INDEX article_line_claims ON article_line (page, claims) WHERE claims > 0; CREATE INDEX article_date_last ON article_date (id, first, last) WHERE last IS NOT NULL;");
    }

    /// <summary>How long records lie in a database that packs by itself, and tables of this version that were made before that was said.</summary>
    internal static void StoreLongRecords(Store store)
    {
        store.Run(store.FactStorage);
        if (store.Setting("derived_schema") == Version) store.Run(store.DerivedUpgrade);
    }

    public static string Create { get; } = """
        -- Per page: the article, or the reason why there is none.
        CREATE TABLE article (
            page     TEXT PRIMARY KEY REFERENCES page (id),
            stage    TEXT NOT NULL,
            capture  TEXT NOT NULL,
            reason   TEXT,
            detail   TEXT,
            language TEXT,
            size     INTEGER NOT NULL,
            packing  INTEGER NOT NULL,
            data     BLOB NOT NULL
        ) STRICT;

        -- Per page: the claims as read, or why they were not.
        CREATE TABLE reading (
            page    TEXT PRIMARY KEY REFERENCES page (id),
            stage   TEXT NOT NULL,
            skipped TEXT,
            claims  INTEGER NOT NULL,
            missed  INTEGER NOT NULL,
            size    INTEGER NOT NULL,
            packing INTEGER NOT NULL,
            data    BLOB NOT NULL
        ) STRICT;
        -- Few pages have any; the rows are long, and asking each whether it is one of them reads the file from end to end.
        CREATE INDEX reading_claims ON reading (page) WHERE claims > 0;
        CREATE INDEX reading_missed ON reading (page, missed) WHERE missed > 0;
        CREATE INDEX reading_skipped ON reading (skipped) WHERE skipped IS NOT NULL;

        -- Where each claim as read stands.
        CREATE TABLE claim (
            id         TEXT PRIMARY KEY,
            page       TEXT NOT NULL REFERENCES page (id),
            kind       INTEGER NOT NULL,
            stage      INTEGER NOT NULL,
            factuality INTEGER NOT NULL,
            confidence REAL NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX claim_page ON claim (page);

        -- What lists are filtered by, each once: parties in their roles, items, sources, outlets, agencies.
        CREATE TABLE term (
            id   INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            data TEXT NOT NULL
        ) STRICT;
        CREATE INDEX term_kind ON term (kind);
        CREATE TABLE claim_term (
            claim TEXT NOT NULL,
            term  INTEGER NOT NULL,
            PRIMARY KEY (claim, term)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX claim_term_term ON claim_term (term);

        -- What a list of articles shows and asks for, so that it reads no article.
        CREATE TABLE article_line (
            page     TEXT PRIMARY KEY REFERENCES page (id),
            outlet   INTEGER,
            agency   INTEGER,
            language TEXT,
            claims   INTEGER NOT NULL,
            title    TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX article_line_outlet ON article_line (outlet);
        CREATE INDEX article_line_agency ON article_line (agency) WHERE agency IS NOT NULL;
        CREATE INDEX article_line_language ON article_line (language);
        -- The claims stand in it as well: SQLite asks them again, and would read each row for it.
        CREATE INDEX article_line_claims ON article_line (page, claims) WHERE claims > 0;

        -- What lineage keeps to go on from (sketches, links, reports of stories), and which state of each page it has seen.
        CREATE TABLE lineage_row (
            kind TEXT NOT NULL,
            id   TEXT NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (kind, id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE lineage_page (
            page    TEXT PRIMARY KEY,
            stage   TEXT NOT NULL,
            capture TEXT NOT NULL,
            said    TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX lineage_page_said ON lineage_page (page) WHERE said IS NOT NULL;

        """ + string.Concat(AcrossTables.Select(t => $"CREATE TABLE {t} (id TEXT PRIMARY KEY{string.Concat(ListColumns.Of(t).Select(c => $", {c.Name} {c.Type}"))}, data {(PackedTables.Contains(t) ? "ANY" : "TEXT")} NOT NULL) STRICT, WITHOUT ROWID;\n"
            + string.Concat(ListColumns.Of(t).Where(c => c.Index is not null).Select(c => $"CREATE INDEX {t}_{c.Name} ON {t} ({c.Index}) WHERE {c.Name} IS NOT NULL;\n"))));
}

/// <summary>Names of the across-page tables.</summary>
public static class AcrossTable
{
    public const string ArticleDate = "article_date";

    /// <summary>Article → changes found by aligned claims.</summary>
    public const string ClaimChanges = "claim_changes";
    public const string Family = "family";

    /// <summary>Article → the family of its main text.</summary>
    public const string FamilyOf = "family_of";

    /// <summary>Article → numbers of its blocks that its outlet repeats.</summary>
    public const string Furniture = "furniture";
    public const string PlacedClaim = "placed_claim";
    public const string Story = "story";
    public const string Storyline = "storyline";
    public const string Transfer = "transfer";

    /// <summary>Claim → the transfers that it stands in.</summary>
    public const string TransfersOf = "transfers_of";
    public const string VersionOf = "version_of";
}
