using System.Collections.Immutable;

namespace Waybill.Stories;

/// <summary>The families that report one happening: the event or disclosure in the lead.</summary>
public sealed record Story(string Id, string Title, ImmutableArray<string> Families, string Storyline);

/// <summary>Stories linked over months.</summary>
public sealed record Storyline(string Id, ImmutableArray<string> Stories);
