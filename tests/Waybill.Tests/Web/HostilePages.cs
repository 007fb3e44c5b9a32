using System.Globalization;
using System.Text;

namespace Waybill.Tests.Web;

/// <summary>Pages that try to run, load, leave or break out, each in one place of a page that states a transfer, so that what they
/// carry is read, kept and shown in every view. Where one succeeds, <c>window.__hit</c> is set or a request leaves.</summary>
public static class HostilePages
{
    private const string Run = "window.__hit=1;top.__hit=1";
    private const string Away = "http://hostile.invalid/";

    /// <summary>What is put in: markup, addresses, characters, sizes, depths.</summary>
    public static IReadOnlyList<string> Payloads { get; } =
    [
        $"<script>{Run}</script>", $"<script src={Away}x.js></script>", $"</title><script>{Run}</script>", $"</textarea></style></noscript><script>{Run}</script>",
        $"<scr<script>ipt>{Run}</scr</script>ipt>", $"<SCRIPT\n>{Run}</SCRIPT\n>", $"<script/x>{Run}</script>", $"<img src=x onerror=\"{Run}\">", $"<img/src='x'/onerror={Run}>",
        $"\"><img src=x onerror=\"{Run}\">", $"' onmouseover='{Run}' autofocus onfocus='{Run}' x='", $"\" onfocus=\"{Run}\" autofocus=\"", $"<svg onload=\"{Run}\"></svg>",
        $"<svg><script>{Run}</script></svg>", $"<svg><animate onbegin=\"{Run}\" attributeName=x dur=1s></svg>", $"<svg><use href=\"data:image/svg+xml,<svg id='x' onload='{Run}'/>#x\"></svg>",
        $"<math><mtext><style><img src=x onerror=\"{Run}\"></style></mtext></math>", $"<body onload=\"{Run}\">", $"<details open ontoggle=\"{Run}\">x</details>", $"<video><source onerror=\"{Run}\"></video>",
        $"<iframe src=\"javascript:{Run}\"></iframe>", $"<iframe srcdoc=\"<script>{Run}</script>\"></iframe>", $"<object data=\"{Away}o\"></object><embed src=\"{Away}e\">",
        $"<base href=\"{Away}\">", $"<meta http-equiv=refresh content=\"0;url={Away}\">", $"<link rel=stylesheet href=\"{Away}s.css\">", "<style>*{display:none!important;background:url(http://hostile.invalid/b)}</style>",
        "<p style=\"position:fixed;inset:0;background:red;z-index:9999\">over all</p>", $"<form action=\"{Away}\"><input name=q><button>Send</button></form>", $"<a href=\"javascript:{Run}\">a link</a>",
        $"<a href=\" java\tscript:{Run}\">a link</a>", $"<a href=\"data:text/html,<script>{Run}</script>\">a link</a>", $"<a href=\"vbscript:{Run}\">a link</a>", $"javascript:{Run}//", $"&lt;script&gt;{Run}&lt;/script&gt;",
        $"&#60;img src=x onerror={Run}&#62;", $"\u202E<script>{Run}</script>\u202C gnp.exe", "\u2066turned\u2069 \u200Bzero\u200Dwidth\uFEFF \u061C\u200F", "\u0000\u0001\u0008\u001B[31mred\u0007", "{{constructor.constructor('window.__hit=1')()}} ${window.__hit=1} @(1+1)",
        $"]]>--><!--<script>{Run}</script>-->", new string('W', 5000), "e" + new string('\u0301', 2000), string.Concat(Enumerable.Repeat("<div><b><ul><li>", 600)), string.Concat(Enumerable.Repeat("<table><tr><td>", 400)), "\uFFFD\uFFFE\uFFFF \uD83D\uDE00 \U000E0041",
    ];

    private static readonly (string Supplier, string Recipient, string Item)[] Flows =
        [("Norway", "Ukraine", "M109 howitzers"), ("Portugal", "Ukraine", "Leopard 2 tanks"), ("South Korea", "Poland", "K2 tanks"), ("Turkey", "Azerbaijan", "attack drones"), ("France", "Greece", "Rafale fighter jets")];

    /// <summary>Writes every payload in every place and gives the number of pages.</summary>
    public static int Write(string folder)
    {
        var n = 0;
        foreach (var payload in Payloads)
        {
            for (var place = 0; place < 7; place++, n++)
            {
                string At(int here, string plain) => here == place ? plain + " " + payload : plain;
                var (supplier, recipient, item) = Flows[n % Flows.Length];
                var attribute = payload.Replace("\"", n % 2 == 0 ? "&quot;" : "\"", StringComparison.Ordinal);
                var page = string.Create(CultureInfo.InvariantCulture, $"""
                    <!DOCTYPE html><html><head><title>{At(0, $"{supplier} sends {item}, page {n}")}</title>
                    <meta property="og:site_name" content="{(place == 1 ? "Daily " + attribute : "Outlet " + n % 9)}"><meta name="author" content="{(place == 2 ? attribute : "A. Writer")}">
                    <link rel="canonical" href="{(place == 3 ? attribute : "https://www.example.org/" + n)}"><meta property="article:published_time" content="2023-03-{1 + n % 28:00}"></head>
                    <body><article><h1>{At(0, $"{supplier} sends {item}, page {n}")}</h1><p class="byline">By {At(2, "A. Writer")}</p>
                    <p>{At(4, $"File number {n} was opened by clerks of the harbour in the week before.")}</p>
                    <p>{supplier} has delivered {3 + n} {item} to {recipient}, {At(5, $"the defence ministry of {supplier}")} said on Tuesday.</p>
                    <p>{supplier} has ordered {300 + n} {item} from {recipient}, the newspaper {At(6, "Courier " + n)} reported, and nobody at harbour {n} would speak of it.</p></article></body></html>
                    """);
                // Every eighth page says one encoding and is another, or is cut in the middle of a character.
                var bytes = (n % 8) switch { 3 => Encoding.Unicode.GetBytes(page), 5 => [.. Encoding.UTF8.GetBytes(page), 0xC3, 0xE2, 0x82, 0xFF], _ => Encoding.UTF8.GetBytes(page) };
                var name = n % 10 == 0 ? "<img src=x onerror=__hit=1>\u202Egnp " : "page";
                File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}{n:000}.html")), bytes);
            }
        }
        return n;
    }
}
