"""A page of HTML: the part that somebody wrote, without what its system has put around it, as Markdown."""

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag
from markdownify import MarkdownConverter

CONTENT = ("#main-content", ".wiki-content", ".article-body", "[itemprop=articleBody]", "article", "main", "body")
"""Where the text stands: of Confluence, of Zendesk Guide, of well-made pages, of any page; the first that is there."""
TITLES = ("#title-text", ".article-title", "h1", "title")
AROUND = "script, style, nav, form, button, noscript, .page-metadata, #breadcrumb-section, .pageSection.group"
_SPACE = " : "
"""Confluence writes the name of the space before each title."""

Titles = Mapping[str, str]


def title_of(html: str | bytes) -> str:
    """Empty when the page has none."""
    soup = BeautifulSoup(html, "html.parser")
    found = next(filter(None, map(soup.select_one, TITLES)), None)
    words = " ".join(found.get_text(" ").split()) if found else ""
    return words.partition(_SPACE)[2] or words if soup.select_one("#main-content") else words


def text_of(html: str | bytes, titles: Titles | None = None) -> str:
    """The content as Markdown. A link to another page of the same export becomes its title, by `titles` of file names;
    one to anything else that stands in the export becomes its words, since nobody could follow it.
    """
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.select(AROUND):
        tag.decompose()
    content: Tag = next(filter(None, map(soup.select_one, CONTENT)), soup)
    heading = content.find("h1")
    if isinstance(heading, Tag):
        heading.decompose()  # it is the title
    for link in content.find_all("a"):
        _mend(link, titles or {})
    for picture in content.find_all("img"):
        picture.replace_with(str(picture.get("alt") or ""))
    converted: str = MarkdownConverter(heading_style="ATX", bullets="-", escape_misc=False).convert_soup(content)
    return _tidy(converted)


def _mend(link: Tag, titles: Titles) -> None:
    target = urlsplit(str(link.get("href") or ""))
    if target.scheme in ("http", "https", "mailto"):
        return
    title = titles.get(unquote(target.path).rpartition("/")[2])
    if title:
        link.replace_with(f"“{title}”")
    else:
        link.unwrap()


def _tidy(text: str) -> str:
    """Without blanks at the ends of lines, and never two empty lines together."""
    lines = [line.rstrip() for line in text.replace("\xa0", " ").splitlines()]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip()
