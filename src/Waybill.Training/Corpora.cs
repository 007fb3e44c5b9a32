using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Waybill.Training;

/// <summary>Where the treebanks lie: a folder with the unpacked CoNLL-U files of <c>data/language/ud.tar.xz</c>.</summary>
public sealed class Corpora(string folder)
{
    public List<GoldSentence> Read(string name, bool blocks = true) => Treebank.Read(Path.Combine(folder, name + ".conllu"), blocks);

    /// <summary>EWT train and the open part of GUM train.</summary>
    public List<GoldSentence> Train() => [.. Read("ewt-train"), .. Read("gum-train-open")];

    /// <summary>Five folders as this one for a cross-validation over GUM's open news documents: what trains there lacks a
    /// fifth of them, and <c>fold.conllu</c> holds that fifth. The two news documents of the development part, which train
    /// nothing anyway, are tested in their folds too.</summary>
    public void WriteFolds(string target)
    {
        var train = Documents("gum-train-open").ToList();
        var dev = Documents("gum-news-dev").ToList();
        string[] news = [.. train.Concat(dev).Select(Id).Where(id => id.Contains("_news_", StringComparison.Ordinal))
            .OrderBy(id => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id))), StringComparer.Ordinal)];
        for (int fold = 0; fold < 5; fold++)
        {
            string to = Path.Combine(target, fold.ToString(CultureInfo.InvariantCulture));
            bool Held(string document) => Array.IndexOf(news, Id(document)) is >= 0 and var i && i % 5 == fold;
            Directory.CreateDirectory(to);
            foreach (string name in (string[])["ewt-train", "ewt-dev", "gum-dev"])
                File.Copy(Path.Combine(folder, name + ".conllu"), Path.Combine(to, name + ".conllu"), true);
            File.WriteAllText(Path.Combine(to, "gum-train-open.conllu"), string.Concat(train.Where(d => !Held(d))));
            File.WriteAllText(Path.Combine(to, "fold.conllu"), string.Concat(train.Concat(dev).Where(Held)));
        }
    }

    private const string Start = "# newdoc id = ";

    private IEnumerable<string> Documents(string name) =>
        File.ReadAllText(Path.Combine(folder, name + ".conllu")).Split(Start).Skip(1).Select(d => Start + d);

    private static string Id(string document) => document[Start.Length..document.IndexOf('\n', StringComparison.Ordinal)].Trim();
}
