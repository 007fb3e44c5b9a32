using System.Collections.Immutable;

namespace Waybill.Stories;

/// <summary>The families that report one happening: the event or disclosure in the lead.</summary>
public sealed record Story(string Id, string Title, ImmutableArray<string> Families, string Storyline)
{
    /// <summary>What stands behind the families: those that relay one outlet or agency count with it.</summary>
    public ImmutableArray<StoryOrigin> Origins { get; init; } = [];

    /// <summary>Independent origins at least; less than <see cref="MostOrigins"/> where unnamed persons may be the same.</summary>
    public int LeastOrigins { get; init; }
    public int MostOrigins { get; init; }
}

/// <summary>Stories linked over months.</summary>
public sealed record Storyline(string Id, ImmutableArray<string> Stories);
