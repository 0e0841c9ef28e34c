import datetime
import re

from lxml import etree, html

from ppi2go.rendering.document_properties import DocumentProperties, Labels
from ppi2go.rendering.html_document import write_html
from ppi2go.rendering.markdown import parse

LABELS = Labels(page_of="Strana {page} z {pages}", to_fill="doplniť", note="Poznámka <pre> autora")
TABLE = "| Kód | Opis |\n|---|---:|\n| P1 | prvý<br>druhý |\n"


def write(text: str, *, title: str = "Názov", css: str | None = None) -> str:
    properties = DocumentProperties(
        title=title,
        language="sk-SK",
        author="Mesto & okolie",
        subject="Energia",
        date=datetime.date(2027, 1, 15),
        document_id="subject-matter",
    )
    return write_html(parse(text), properties=properties, labels=LABELS, css=css)


def main(text: str) -> str:
    found = re.search(r"<main>\n(.*)</main>", write(text), re.DOTALL)
    assert found
    return found[1]


def test_the_page_states_language_encoding_title_and_author() -> None:
    page = write("text", title='A <b> & "c"')
    assert page.startswith('<!DOCTYPE html>\n<html lang="sk-SK">')
    assert '<meta charset="utf-8">' in page
    assert "<title>A &lt;b&gt; &amp; &quot;c&quot;</title>" in page
    assert '<meta name="author" content="Mesto &amp; okolie">' in page


def test_the_page_fetches_and_runs_nothing() -> None:
    page = write("[x](https://e.sk)\n\n![y](https://e.sk/y.png)")
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(", page)
    assert "default-src 'none'" in page


def test_headings_keep_their_level() -> None:
    assert main("# A\n\n*b*\n\n## C\n\n### D") == '<h1>A</h1>\n<p class="subtitle">b</p>\n<h2>C</h2>\n<h3>D</h3>\n'


def test_clauses_are_numbered_by_the_style_sheet() -> None:
    page = write("## A")
    assert "counter(clause)" in page
    assert "<h2>A</h2>" in page


def test_text_is_escaped() -> None:
    assert main("a <script>alert(1)</script> & b") == ("<p>a &lt;script&gt;alert(1)&lt;/script&gt; &amp; b</p>\n")


def test_what_is_to_be_filled_is_marked_and_escaped() -> None:
    assert main("[[<meno>]]") == '<p><mark class="to-fill">[doplniť: &lt;meno&gt;]</mark></p>\n'


def test_guidance_is_an_aside_with_its_label() -> None:
    label = '<p class="guidance-label">Poznámka &lt;pre&gt; autora</p>'
    assert main("> text") == f'<aside class="guidance">\n{label}\n<p>text</p>\n</aside>\n'


def test_tables_scroll_in_a_box_and_head_their_columns() -> None:
    table = main(TABLE)
    assert table.startswith('<div class="table" tabindex="0">\n<table>')
    assert '<th scope="col">Kód</th>' in table
    assert '<td style="text-align:right">prvý<br />\ndruhý</td>' in table


def test_a_table_without_header_text_heads_its_rows() -> None:
    table = main("| | |\n|---|---|\n| Názov | Mesto |")
    assert "<thead>" not in table
    assert '<th scope="row">Názov</th>\n<td>Mesto</td>' in table


def test_dangerous_links_are_text() -> None:
    assert "<a" not in main("[a](javascript:alert(1)) [b](file:///x) [c](c.md) [d](data:text/html,x)")
    assert main("[a](https://e.sk/?b&c)") == '<p><a href="https://e.sk/?b&amp;c">a</a></p>\n'


def test_lists_nest_and_keep_their_start() -> None:
    assert main("3. a\n   - b") == '<ol start="3">\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n'


def test_check_boxes_are_drawn() -> None:
    assert '<li class="check"><span class="box">☐</span> a</li>' in main("- [ ] a")


def test_a_page_break_is_for_paper_only() -> None:
    assert main("\\newpage") == '<div class="page-break"></div>\n'
    assert ".page-break { break-after: page; }" in write("")


def test_illegal_characters_are_dropped() -> None:
    assert main("a\x01b &#12;c") == "<p>ab c</p>\n"
    assert "<title>ab</title>" in write("", title="a\x08b")


def test_css_of_the_user_replaces_ours_and_cannot_leave_its_element() -> None:
    page = write("text", css="p { color: red } </style><script>alert(1)</script>")
    assert "counter(clause)" not in page
    root = html.document_fromstring(page)
    assert root.find(".//script") is None
    assert "color: red" in (root.findtext(".//style") or "")


def test_the_body_is_well_formed() -> None:
    body = main(f"# T\n\n- a\n  - [ ] b\n\n> c [[d]]\n\n{TABLE}\n\n---\n\n`e`")
    assert etree.fromstring(f"<main>{body}</main>").tag == "main"


def test_two_writers_can_share_one_parse() -> None:
    tokens = parse(f"# T\n\n> [[a]]\n\n{TABLE}")
    properties = DocumentProperties(
        title="T", language="sk-SK", author="A", subject="", date=datetime.date(2027, 1, 15), document_id="t"
    )
    first = write_html(tokens, properties=properties, labels=LABELS)
    assert write_html(tokens, properties=properties, labels=LABELS) == first
