"""Runs readability-lxml over the pages named on standard input and prints one JSON line a page.

python3 peers.py readability-lxml   with lines {"id": …, "file": …, "url": …}; where they are installed also
trafilatura, trafilatura-precision and newspaper4k. Times are CPU seconds of this process.
"""
import gzip
import json
import sys
import time


def readability_lxml(html, url):
    import lxml.html
    from readability import Document

    document = Document(html, url=url)
    tree = lxml.html.fromstring(document.summary(html_partial=True))
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag in ("p", "div", "li", "br", "h1", "h2", "h3", "h4", "td", "blockquote"):
            element.tail = "\n" + (element.tail or "")
    return {"text": tree.text_content(), "title": document.short_title()}


def trafilatura(html, url, **options):
    import trafilatura as library

    read = library.bare_extraction(html, url=url, with_metadata=True, **options)
    read = read.as_dict() if hasattr(read, "as_dict") else read or {}
    return {"text": read.get("text"), "title": read.get("title"), "author": read.get("author"), "date": read.get("date")}


def newspaper4k(html, url):
    import newspaper

    article = newspaper.Article(url or "https://page.example/")
    article.download(input_html=html)
    article.parse()
    return {
        "text": article.text,
        "title": article.title,
        "author": ", ".join(article.authors),
        "date": article.publish_date.isoformat() if article.publish_date else None,
    }


TOOLS = {
    "readability-lxml": readability_lxml,
    "trafilatura": trafilatura,
    "trafilatura-precision": lambda html, url: trafilatura(html, url, favor_precision=True),
    "newspaper4k": newspaper4k,
}


def main():
    tool = TOOLS[sys.argv[1]]
    try:
        tool("<html><body><p>Nothing to see here.</p></body></html>", None)
    except ImportError:
        sys.exit(3)  # not installed: the bench goes on without it
    except Exception:
        pass
    for line in sys.stdin:
        page = json.loads(line)
        html = gzip.open(page["file"]).read().decode("utf-8", "replace")
        start = time.process_time()
        try:
            result = tool(html, page.get("url"))
        except Exception as error:
            result = {"error": str(error)[:200]}
        result["id"] = page["id"]
        result["seconds"] = time.process_time() - start
        print(json.dumps(result), flush=True)


main()
