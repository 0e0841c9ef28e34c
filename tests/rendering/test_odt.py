"""ODTs: valid packages with numbered headings, repeated header rows and links; texts stay texts."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import reference_odt
from lxml import etree
from odf.opendocument import load
from odf.teletype import extractText
from odf.text import P

from hostile import HOSTILE
from ppi2go.rendering.document_properties import DocumentProperties
from ppi2go.rendering.logo import read_logo
from ppi2go.rendering.markdown import parse
from ppi2go.rendering.odt import write_odt
from ppi2go.rendering.odt_elements import find_all, name
from sample_document import LABELS, PROPERTIES

TABLE = "| Kód | Opis |\n|:---|---:|\n| P1 | prvý<br>druhý |\n"


def write(text: str, properties: DocumentProperties = PROPERTIES, logo: Path | None = None) -> bytes:
    picture = read_logo(logo) if logo else None
    return write_odt(parse(text), properties=properties, labels=LABELS, logo=picture)


def part(document: bytes, part_name: str = "content.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return etree.fromstring(package.read(part_name))


def values(root: etree._Element, path: str, attribute: str) -> list[str | None]:
    return [element.get(name(attribute)) for element in find_all(root, path)]


def text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def paragraphs(document: bytes) -> list[tuple[str | None, str]]:
    """Return style and text of every paragraph and heading."""
    found = part(document).iter(name("text:p"), name("text:h"))
    return [(each.get(name("text:style-name")), text_of(each)) for each in found]


def test_headings_have_the_styles_that_are_numbered() -> None:
    document = write("# Názov\n\n*podtitul*\n\n## Prvá\n\n### Druhá\n\n#### Tretia")
    assert paragraphs(document) == [
        ("Title", "Názov"),
        ("Subtitle", "podtitul"),
        ("Heading_20_1", "Prvá"),
        ("Heading_20_2", "Druhá"),
        ("Heading_20_3", "Tretia"),
    ]
    levels = ".//text:outline-style/text:outline-level-style"
    assert values(part(document, "styles.xml"), levels, "style:num-format") == ["1", "1", "1", ""]


def test_an_independent_reader_finds_the_text() -> None:
    document = load(io.BytesIO(write(f"# T\n\nKontakt: [[meno]]\n\n{TABLE}")))
    texts = [extractText(paragraph) for paragraph in document.getElementsByType(P)]
    assert "Kontakt: [doplniť: meno]" in texts
    assert "prvý\ndruhý" in texts


def test_lists_keep_numbers_and_start_by_their_depth() -> None:
    root = part(write("1. a\n   - b\n\n     5. c\n\ntext\n\n7. d\n"))
    styles = {style.get(name("style:name")): style for style in find_all(root, ".//text:list-style")}
    used = [styles[str(each.get(name("text:style-name")))] for each in root.iter(name("text:list"))]
    looks = [style[depth] for style, depth in zip(used, (0, 1, 2, 0), strict=True)]
    assert [look.get(name("style:num-format")) for look in looks] == ["1", None, "i", "1"]
    assert [look.get(name("text:start-value")) for look in looks] == ["1", None, "5", "7"]
    assert looks[1].get(name("text:bullet-char")) == "–"


def test_header_rows_are_repeated_and_rows_not_torn() -> None:
    root = part(write(TABLE))
    assert len(find_all(root, ".//table:table-header-rows/table:table-row")) == 1
    assert values(root, ".//table:table-row", "table:style-name") == ["WholeRow", "WholeRow"]
    assert values(root, ".//style:style[@style:name='WholeRow']/style:table-row-properties", "fo:keep-together") == [
        "always"
    ]


def test_a_table_without_header_text_has_headings_in_its_first_column() -> None:
    root = part(write("| | |\n|---|---|\n| Názov | Mesto |"))
    assert len(find_all(root, ".//table:table-header-columns/table:table-column")) == 1
    assert values(root, ".//table:table-cell", "table:style-name") == ["TableHeaderRowCell", "TableRowCell"]
    assert values(root, ".//table:table-cell/text:p", "text:style-name") == ["Table_20_Heading", "Table_20_Contents"]


def test_guidance_is_styled_and_labelled_once() -> None:
    found = paragraphs(write("> prvý\n>\n> druhý\n\nďalej"))
    assert [text for _, text in found] == ["Poznámka: prvý", "druhý", "ďalej"]
    assert [str(style).startswith("Guidance") for style, _ in found] == [True, True, False]


def test_a_page_break_belongs_to_what_follows() -> None:
    root = part(write("a\n\n\\newpage\n\n## b"))
    heading = find_all(root, ".//text:h")[0].get(name("text:style-name"))
    own = f".//style:style[@style:name='{heading}']"
    assert values(root, f"{own}/style:paragraph-properties", "fo:break-before") == ["page"]
    assert values(root, own, "style:parent-style-name") == ["Heading_20_1"]
    assert "Page_20_Break" not in etree.tostring(root).decode()


def test_check_boxes_stand_where_others_have_bullets() -> None:
    assert [text for _, text in paragraphs(write("- [ ] áno\n- [x] nie"))] == ["☐áno", "☒nie"]


def test_a_long_document_has_contents_that_lead_to_its_clauses() -> None:
    long = "".join(f"## Článok {number}\n\n### Časť\n\n{'slovo ' * 500}\n\n" for number in range(8))
    root = part(write(f"# Zmluva\n\n*vzor*\n\n{long}"))
    links = find_all(root, ".//text:table-of-content//text:a")
    assert [text_of(link) for link in links[:3]] == ["1. Článok 0", "1.1 Časť", "2. Článok 1"]
    bookmarks = {f"#{mark}" for mark in values(root, ".//text:h/text:bookmark-start", "text:name")}
    assert {link.get(name("xlink:href")) for link in links} == bookmarks
    assert not find_all(part(write("# Zmluva\n\n## Článok")), ".//text:table-of-content")


def test_header_and_footer_name_author_document_and_pages() -> None:
    styles = part(write("text"), "styles.xml")
    assert text_of(find_all(styles, ".//style:header")[0]) == "Mesto Trenčín"
    footer = find_all(styles, ".//style:footer")[0]
    assert text_of(footer) == "Opis predmetu zákazkyStrana 1 z 1"
    assert len(find_all(footer, ".//text:page-number")) == len(find_all(footer, ".//text:page-count")) == 1


def test_language_and_properties_are_those_of_the_document() -> None:
    document = write("text", replace(PROPERTIES, language="hu-HU"))
    defaults = ".//style:default-style[@style:family='paragraph']/style:text-properties"
    assert values(part(document, "styles.xml"), defaults, "fo:language") == ["hu"]
    assert values(part(document, "styles.xml"), defaults, "fo:hyphenate") == ["true"]
    meta = part(document, "meta.xml")
    found = [meta.findtext(f".//{{*}}{tag}") for tag in ("title", "language", "creator", "creation-date")]
    assert found == ["Opis predmetu zákazky", "hu-HU", "Mesto Trenčín", "2027-01-15T00:00:00"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    document = write(f"# T\n\n`{text}`\n", replace(PROPERTIES, title=text, author=text))
    assert paragraphs(document)[1][1] == text
    assert part(document, "meta.xml").findtext(".//{*}title") == text


def test_every_style_that_is_used_exists() -> None:
    text = (
        f"# T\n\n*s*\n\n## h\n\n##### h\n\n- a\n\n  b\n- c\n\n- [ ] c\n\n1. d\n\n> e [[f]]\n>\n> - g\n\n{TABLE}\n\n"
        "---\n\n`g` [h](https://e.sk)\n\n```\ni\n```\n\n\\newpage\n\ntext"
    )
    document = write(text)
    content, styles = part(document), part(document, "styles.xml")
    known = set(values(content, ".//style:style", "style:name")) | set(values(styles, ".//style:style", "style:name"))
    used = {
        each.get(name("text:style-name")) for each in content.iter(name("text:p"), name("text:h"), name("text:span"))
    }
    assert used <= known
    assert set(values(content, ".//style:style", "style:parent-style-name")) - {None, "Formula"} <= known
    assert len(used) > 14


def test_same_input_gives_the_same_bytes_without_the_day_of_writing() -> None:
    first, second = write(f"# T\n\n{TABLE}"), write(f"# T\n\n{TABLE}")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        entries = package.infolist()
    assert (entries[0].filename, entries[0].compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


def test_a_logo_is_the_first_thing_and_in_the_manifest(picture: Path) -> None:
    document = write("# T", logo=picture)
    assert [style for style, _ in paragraphs(document)] == ["Logo", "Title"]
    [link] = values(part(document), ".//draw:image", "xlink:href")
    entries = values(part(document, "META-INF/manifest.xml"), "manifest:file-entry", "manifest:full-path")
    assert link in entries


def test_the_reference_document_is_what_its_source_makes() -> None:
    assert reference_odt.TARGET.read_bytes() == reference_odt.build()
