using System.Globalization;
using Npgsql;

namespace Waybill.Storage.Databases;

/// <summary>A store on a PostgreSQL server, as it is named: <c>postgres://USER:PASSWORD@HOST:PORT/DATABASE?schema=NAME&amp;sslmode=MODE</c>. All but the
/// database may be left out; a password is better kept in <c>PGPASSWORD</c> or in the file <c>~/.pgpass</c>, which are read as by PostgreSQL's own tools.</summary>
/// <param name="Name">Without the password: what is shown.</param>
/// <param name="Schema">The tables lie in a schema of their own; several stores can share one database.</param>
internal sealed record PostgresAddress(string Name, string Schema, NpgsqlConnectionStringBuilder Connection)
{
    public const string DefaultSchema = "waybill";

    /// <summary>The longest name that PostgreSQL keeps.</summary>
    private const int MostName = 63;

    public static bool Is(string text) => text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="StoreException">It is no such address. The message does not repeat it: it may hold a password.</exception>
    public static PostgresAddress Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) throw Wrong("cannot be read");
        var user = uri.UserInfo.Split(':', 2);
        var database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/'));
        if (database.Length == 0) throw Wrong("names no database");
        var connection = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Length > 0 ? uri.Host : "localhost",
            Port = uri.Port > 0 ? uri.Port : 5432,
            Database = database,
            Username = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : Environment.GetEnvironmentVariable("PGUSER") ?? Environment.UserName,
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            ApplicationName = "waybill",
            // A store is open as long as it is needed and has locks of its own: nothing is handed on.
            Pooling = false,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            Timeout = 10,
            CommandTimeout = 0,
            KeepAlive = 20,
        };
        var schema = DefaultSchema;
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = (pair.Split('=', 2)[0], Uri.UnescapeDataString(pair.Contains('=', StringComparison.Ordinal) ? pair.Split('=', 2)[1] : ""));
            switch (key)
            {
                case "schema" when value.Length is > 0 and <= MostName && value.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') && !char.IsAsciiDigit(value[0]):
                    schema = value;
                    break;
                case "schema":
                    throw Wrong("names a schema that is not of small letters, digits and _");
                case "sslmode" when Enum.TryParse<SslMode>(value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var mode):
                    connection.SslMode = mode;
                    break;
                case "host" when value.StartsWith('/'):
                    connection.Host = value; // the folder of a Unix socket
                    break;
                default:
                    throw Wrong("has an option that is none of schema, sslmode (disable, prefer, require, verify-ca, verify-full) and host (the folder of a socket)");
            }
        }
        connection.SearchPath = schema;
        var name = string.Create(CultureInfo.InvariantCulture, $"postgres://{Uri.EscapeDataString(connection.Username)}@{(connection.Host!.StartsWith('/') ? "" : connection.Host)}{(connection.Port == 5432 ? "" : ":" + connection.Port.ToString(CultureInfo.InvariantCulture))}/{Uri.EscapeDataString(database)}{(schema == DefaultSchema ? "" : "?schema=" + schema)}");
        return new PostgresAddress(name, schema, connection);
    }

    private static StoreException Wrong(string what) =>
        new(StoreProblem.NotFound, $"The address of the store {what}: it is written postgres://USER:PASSWORD@HOST:PORT/DATABASE, with signs like @ : / in names and passwords as %40 %3A %2F.");
}
