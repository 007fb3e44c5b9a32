using Shouldly;
using Waybill.Claims;
using Xunit;

namespace Waybill.Tests.Claims;

/// <summary>The data files of frames and cues hold what their loaders expect.</summary>
public sealed class FrameDataTests
{
    [Fact]
    public void Frames_are_sorted_complete_and_known() => PatternExtractor.EmbeddedFrames().Validate().ShouldBeEmpty();

    [Fact]
    public void Cues_are_sorted_complete_and_known() => PatternExtractor.EmbeddedCues().Validate().ShouldBeEmpty();

    [Fact]
    public void Every_frame_names_an_item_place_and_a_party_place()
    {
        foreach (var frame in PatternExtractor.EmbeddedFrames().All)
        {
            frame.Roles.Length.ShouldBeGreaterThan(1, frame.Id);
            frame.Roles.ShouldContain(r => r.Role == Waybill.Claims.Frames.FrameRole.Item, frame.Id);
        }
    }

    [Fact]
    public void A_bad_row_is_named_and_left_out()
    {
        var table = Waybill.Claims.Frames.FrameTable.Read("# x\nsell\tverb\tsell\n");
        table.All.ShouldBeEmpty();
        table.Validate().ShouldHaveSingleItem().ShouldContain("line 2");
    }
}
