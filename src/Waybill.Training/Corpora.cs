using System.Security.Cryptography;
using System.Text;

namespace Waybill.Training;

/// <summary>Where the treebanks lie: a folder with the unpacked CoNLL-U files of <c>data/language/ud.tar.xz</c>.</summary>
public sealed class Corpora(string folder)
{
    public List<GoldSentence> Read(string name) => Treebank.Read(Path.Combine(folder, name + ".conllu"));

    public string PathOf(string name) => Path.Combine(folder, name);

    /// <summary>EWT train and the open part of GUM train.</summary>
    public List<GoldSentence> Train() => [.. Read("ewt-train"), .. Read("gum-train-open")];

    /// <summary>Documents of GUM that are news, wherever they stand among the open parts.</summary>
    public static bool IsNews(GoldSentence sentence) => sentence.Document.Contains("_news_", StringComparison.Ordinal);

    /// <summary>A fold 0…4 of a document, by the SHA-256 of its id.</summary>
    public static int Fold(string document) => SHA256.HashData(Encoding.UTF8.GetBytes(document))[^1] % 5;
}
