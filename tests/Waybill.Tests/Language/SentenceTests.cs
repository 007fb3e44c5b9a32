using Shouldly;
using Xunit;

namespace Waybill.Tests.Language;

public sealed class SentenceTests
{
    [Theory]
    [InlineData("The U.S. forces left. Gen. Smith stayed.", 2)]
    [InlineData("“Why?” he asked. “Because,” she said.", 2)]
    [InlineData("He works in the U.S. The ministry denied it.", 2)]
    [InlineData("It ended on Dec. 30. They met at 10 a.m. on Tuesday.", 2)]
    [InlineData("\"We will send them.\" He did not say when.", 2)]
    [InlineData("He said.The ministry agreed.", 2)]
    [InlineData("A headline without a stop\n\nThe first sentence.", 2)]
    [InlineData("Mr. Kim Jong Un met J. K. Lee of the Acme Corp. in Seoul.", 1)]
    [InlineData("They sent 1.5 million shells (about 3,000 t.) by rail.", 1)]
    [InlineData("WASHINGTON (AP) — Iran has sent drones. Russia denied it.", 3)] // a dateline is none of the sentence behind it
    [InlineData("OSLO, Sept. 3, 2024 - Norway has sent jets.", 2)]
    [InlineData("NATO allies - among them Norway - have sent jets.", 1)]
    [InlineData("A howitzer near Izium Photo: Jane Doe.", 2)] // a caption, and its credit
    [InlineData("Photo: Jane Doe.", 1)]
    public void Splits_news_as_a_reader_would(string text, int sentences) =>
        Models.Analyzer.Analyze(text).Sentences.Length.ShouldBe(sentences);
}
