using System.Globalization;
using Waybill.Claims;
using Waybill.Pipeline.Looking;

namespace Waybill.Cli.Screens;

/// <summary>Claims for people: a table where there is room, two lines a claim where there is not.</summary>
public sealed class ClaimListScreen(Screen screen)
{
    private const int TableFrom = 110;
    private const int IdWidth = 8;

    private readonly Table _table = new(
        new Column("Id", Style: Style.Mark), new Column("Who", Least: 16), new Column("What", Least: 14), new Column("How many", Least: 10),
        new Column("Stage", Least: 16), new Column("Says who", Least: 16), new Column("Sure", Right: true));

    public void Add(Claim claim)
    {
        ArgumentNullException.ThrowIfNull(claim);
        var id = claim.Id.Length > IdWidth ? claim.Id[..IdWidth] : claim.Id;
        var stage = Phrases.Stage(claim) + (claim.Part == ClaimPart.Headline ? " [headline]" : "");
        var sure = claim.Confidence.ToString("0.00", CultureInfo.InvariantCulture);
        if (screen.Width >= TableFrom)
        {
            _table.Add(id, Phrases.Parties(claim), Phrases.Item(claim.Item), Phrases.Quantity(claim.Quantity), stage, Phrases.Sources(claim), sure);
            return;
        }
        var head = $"{Phrases.Parties(claim)}: {Phrases.Item(claim.Item)}{(Phrases.Quantity(claim.Quantity) is { Length: > 0 } n ? ", " + n : "")}";
        var lines = Screen.Wrap(Safe.Line(head), screen.Width - IdWidth - 2);
        for (var i = 0; i < lines.Count; i++)
            screen.Line(new Piece((i == 0 ? id : "").PadRight(IdWidth + 2), Style.Mark), new Piece(lines[i], Style.Bold));
        screen.Paragraph($"{stage}, according to {Phrases.Sources(claim)} ({sure})", IdWidth + 2, StageStyle.Of(claim.Factuality, claim.Negated, claim.Stance));
    }

    public void End() => _table.Write(screen);
}
