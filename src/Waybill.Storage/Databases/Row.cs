using System.Data.Common;

namespace Waybill.Storage.Databases;

/// <summary>The row that a reader stands on, read the same way from every database.</summary>
internal readonly struct Row(DbDataReader reader, Database database)
{
    public bool IsDBNull(int column) => reader.IsDBNull(column);

    public string GetString(int column) => database.Text(reader.GetString(column));

    public long GetInt64(int column) => reader.GetInt64(column);

    public int GetInt32(int column) => checked((int)reader.GetInt64(column));

    /// <summary>A whole number, a fraction, text, bytes or null.</summary>
    public object? GetValue(int column) => reader.GetValue(column) switch
    {
        DBNull => null,
        string s => database.Text(s),
        var value => value,
    };
}
