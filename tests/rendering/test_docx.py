import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import mammoth
import pytest
from lxml import etree

from ppi2go.errors import UsageError
from ppi2go.rendering.document_properties import DocumentProperties
from ppi2go.rendering.docx import write_docx
from ppi2go.rendering.docx_elements import W, w
from ppi2go.rendering.markdown import parse
from ppi2go.rendering.table_widths import share_width
from sample_document import LABELS, PROPERTIES

NAMESPACES = {"w": W, "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
TABLE = "| Kód | Opis |\n|:---|---:|\n| P1 | prvý<br>druhý |\n"


def write(text: str, properties: DocumentProperties = PROPERTIES, reference: Path | None = None) -> bytes:
    return write_docx(parse(text), properties=properties, labels=LABELS, reference=reference)


def part(document: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return etree.fromstring(package.read(name))


def find(root: etree._Element, path: str) -> list[etree._Element]:
    return root.findall(path, NAMESPACES)


def values(root: etree._Element, path: str, attribute: str = "val") -> list[str | None]:
    return [element.get(w(attribute)) for element in find(root, path)]


def text_of(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(w("t")))


def paragraphs(document: bytes) -> list[tuple[str | None, str]]:
    """Return style and text of every paragraph."""
    found = find(part(document), ".//w:p")
    return [(next(iter(values(each, "w:pPr/w:pStyle")), None), text_of(each)) for each in found]


def test_headings_have_the_styles_that_word_numbers() -> None:
    document = write("# Názov\n\n*podtitul*\n\n## Prvá\n\n### Druhá\n\n#### Tretia\n\ntext")
    assert paragraphs(document) == [
        ("Title", "Názov"),
        ("Subtitle", "podtitul"),
        ("Heading1", "Prvá"),
        ("Heading2", "Druhá"),
        ("Heading3", "Tretia"),
        (None, "text"),
    ]
    assert values(part(document, "word/styles.xml"), "w:style[@w:styleId='Heading2']/w:pPr/w:numPr/w:ilvl") == ["1"]
    outline = find(part(document, "word/numbering.xml"), "w:abstractNum")[0]
    assert values(outline, "w:lvl/w:pStyle") == ["Heading1", "Heading2", "Heading3"]
    assert values(outline, "w:lvl/w:lvlText") == ["%1.", "%1.%2", "%1.%2.%3"]


def test_each_ordered_list_starts_afresh() -> None:
    document = write("1. a\n2. b\n\ntext\n\n5. c\n")
    first, second = sorted(set(values(part(document), ".//w:numPr/w:numId")), key=str)
    numbering = part(document, "word/numbering.xml")
    starts = {
        number.get(w("numId")): values(number, "w:lvlOverride/w:startOverride") for number in find(numbering, "w:num")
    }
    assert (starts[first], starts[second]) == (["1"], ["5"])


def test_nested_lists_keep_their_level_and_continue_after_the_inner_one() -> None:
    document = part(write("1. a\n   - b\n     1. c\n2. d\n\n   e\n"))
    assert values(document, ".//w:numPr/w:ilvl") == ["0", "1", "2", "0"]
    numbers = values(document, ".//w:numPr/w:numId")
    assert numbers[0] == numbers[3]
    assert len(set(numbers)) == 3
    last = find(document, ".//w:p")[-1]
    assert text_of(last) == "e"
    assert values(last, "w:pPr/w:ind", "left") == ["397"]


def test_lists_deeper_than_the_outline_stay_on_its_last_level() -> None:
    deep = "".join("  " * level + "- x\n" for level in range(8))
    assert values(part(write(deep)), ".//w:numPr/w:ilvl") == ["0", "1", "2", "3", "4", "4", "4", "4"]


def test_a_check_box_takes_the_place_of_the_bullet() -> None:
    document = write("- [ ] vyhlásenie\n- [x] výpis")
    assert paragraphs(document) == [("CheckList", "☐vyhlásenie"), ("CheckList", "☒výpis")]
    assert not find(part(document), ".//w:numPr")
    assert len(find(part(document), ".//w:tab")) == 2


def test_the_header_row_is_repeated_and_no_row_is_torn() -> None:
    rows = find(part(write(TABLE)), ".//w:tr")
    assert [len(find(row, "w:trPr/w:tblHeader")) for row in rows] == [1, 0]
    assert all(find(row, "w:trPr/w:cantSplit") for row in rows)


def test_cells_keep_alignment_and_breaks() -> None:
    document = part(write(TABLE))
    assert values(document, ".//w:tc/w:p/w:pPr/w:jc") == ["right", "right"]
    assert len(find(document, ".//w:tc//w:br")) == 1


def test_a_table_without_header_text_has_headings_in_its_first_column() -> None:
    document = part(write("| | |\n|---|---|\n| Názov | Mesto |"))
    assert values(document, ".//w:tc/w:p/w:pPr/w:pStyle") == ["TableHeading", "TableText"]
    assert not find(document, ".//w:tblHeader")


def test_tables_are_apart_from_each_other_and_from_the_end() -> None:
    body = part(write(f"{TABLE}\n\n{TABLE}"))[0]
    assert [child.tag.removeprefix(f"{{{W}}}") for child in body if isinstance(child.tag, str)] == [
        "tbl",
        "p",
        "tbl",
        "p",
        "sectPr",
    ]


def test_the_column_of_long_text_gets_the_room() -> None:
    text = "dlhý opis požiadavky, ktorý sa nezmestí do jedného riadka tabuľky a pokračuje ďalej"
    document = part(write(f"| Č. | Opis | Dátum |\n|---|---|---|\n| 1 | {text} | 28. 12. 2027 |"))
    number, description, date = (int(width or 0) for width in values(document, ".//w:gridCol", "w"))
    assert description > date > number
    assert number + description + date == 9412


@pytest.mark.parametrize(
    ("width", "columns", "shares"),
    [
        pytest.param(100, [(10, 20), (10, 30)], [40, 60], id="room to spare"),
        pytest.param(100, [(20, 20), (20, 220)], [20, 80], id="the longer text gets the rest"),
        pytest.param(100, [(100, 100), (300, 300)], [25, 75], id="too narrow for every word"),
        pytest.param(100, [(1, 1), (1, 1), (1, 1)], [33, 33, 34], id="nothing is lost in rounding"),
    ],
)
def test_width_is_shared(width: int, columns: list[tuple[int, int]], shares: list[int]) -> None:
    assert share_width(width, columns) == shares


def test_the_language_is_that_of_the_document() -> None:
    document = write("text", replace(PROPERTIES, language="hu-HU"))
    assert values(part(document, "word/styles.xml"), ".//w:rPrDefault/w:rPr/w:lang") == ["hu-HU"]
    assert values(part(document, "word/settings.xml"), "w:themeFontLang") == ["hu-HU"]
    assert part(document, "docProps/core.xml").findtext("{*}language") == "hu-HU"
    assert values(part(write("text"), "word/styles.xml"), ".//w:rPrDefault/w:rPr/w:lang") == ["sk-SK"]


def test_core_properties_describe_the_document() -> None:
    core = part(write("text"), "docProps/core.xml")
    found = [core.findtext(f"{{*}}{name}") for name in ("title", "creator", "subject", "identifier", "created")]
    assert found == [
        "Opis predmetu zákazky",
        "Mesto Trenčín",
        "Energia",
        "subject-matter",
        "2027-01-15T00:00:00Z",
    ]


def test_footer_and_header_name_document_pages_and_author() -> None:
    document = write("text")
    footer = part(document, "word/footer1.xml")
    assert text_of(footer) == "Opis predmetu zákazkyStrana 1 z 1"
    assert values(footer, ".//w:fldSimple", "instr") == [" PAGE ", " NUMPAGES "]
    assert text_of(part(document, "word/header1.xml")) == "Mesto Trenčín"


def test_a_long_title_leaves_room_for_the_page_number() -> None:
    footer = part(write("text", replace(PROPERTIES, title="dlhý názov " * 30)), "word/footer1.xml")
    assert "… " not in text_of(footer)
    assert len(text_of(footer)) < 120


def test_nothing_asks_the_reader_to_update_fields() -> None:
    assert not find(part(write("text"), "word/settings.xml"), "w:updateFields")


def test_what_is_to_be_filled_can_be_seen_and_found() -> None:
    run = find(part(write("Kontakt: **[[meno]]**")), ".//w:r")[1]
    assert text_of(run) == "[doplniť: meno]"
    assert values(run, "w:rPr/w:rStyle") == ["ToFill"]
    assert find(run, "w:rPr/w:b")


def test_guidance_is_styled_throughout_and_labelled_once() -> None:
    document = write("> prvý\n>\n> - bod\n>\n> ## nadpis\n\nďalej")
    assert paragraphs(document) == [
        ("Guidance", "Poznámka: prvý"),
        ("Guidance", "bod"),
        ("Guidance", "nadpis"),
        (None, "ďalej"),
    ]


def test_guidance_that_begins_with_a_list_has_its_label_before_it() -> None:
    assert paragraphs(write("> - bod"))[0] == ("Guidance", "Poznámka: ")


def test_links_are_relationships_one_for_each_address() -> None:
    document = write("[a](https://e.sk/?x=1&y=2) [b](https://e.sk/?x=1&y=2) [c](mailto:a@e.sk)")
    used = [link.get(f"{{{NAMESPACES['r']}}}id") for link in find(part(document), ".//w:hyperlink")]
    declared = {
        link.get("Id"): link.get("Target")
        for link in part(document, "word/_rels/document.xml.rels")
        if link.get("TargetMode") == "External"
    }
    assert [declared[link] for link in used] == ["https://e.sk/?x=1&y=2"] * 2 + ["mailto:a@e.sk"]
    assert len(declared) == 2


def test_dangerous_links_are_text() -> None:
    document = write("[a](javascript:alert(1)) [b](file:///etc/passwd) [c](other.docx)")
    assert not find(part(document), ".//w:hyperlink")
    assert "External" not in etree.tostring(part(document, "word/_rels/document.xml.rels")).decode()


def test_a_page_break_belongs_to_what_follows() -> None:
    found = find(part(write("a\n\n\\newpage\n\n## b\n\nc")), ".//w:p")
    assert [len(find(each, "w:pPr/w:pageBreakBefore")) for each in found] == [0, 1, 0]
    assert find(part(write(f"\\newpage\n\n{TABLE}"))[0][0], "w:pPr/w:pageBreakBefore")


def test_runs_carry_emphasis_code_and_breaks() -> None:
    runs = find(part(write("**a** *b* `c`\\\nd\ne")), ".//w:r")
    assert [text_of(run) for run in runs] == ["a", " ", "b", " ", "c", "", "d e"]
    assert find(runs[0], "w:rPr/w:b")
    assert find(runs[2], "w:rPr/w:i")
    assert values(runs[4], "w:rPr/w:rStyle") == ["CodeText"]
    assert find(runs[5], "w:br")


def test_code_keeps_its_lines() -> None:
    document = part(write("```\na  <b>\n c\n```"))
    assert [text_of(run) for run in find(document, ".//w:r")] == ["a  <b>", "", " c"]


def test_illegal_characters_are_dropped_everywhere() -> None:
    dirty = replace(PROPERTIES, title="a\x0bb", author="c\x1fd", subject="e\ufffff")
    document = write("x\x01y \ud800z `k\x0cl` &#12;\n\n[[m\x02n]]", dirty)
    assert [text for _, text in paragraphs(document)] == ["xy z kl ", "[doplniť: mn]"]
    assert part(document, "docProps/core.xml").findtext("{*}title") == "ab"


def test_markup_in_text_stays_text() -> None:
    assert paragraphs(write("a <w:br/> & <b>b</b>")) == [(None, "a <w:br/> & <b>b</b>")]


def test_same_input_gives_the_same_bytes() -> None:
    text = f"# T\n\n1. a\n\n[x](https://e.sk)\n\n{TABLE}"
    assert write(text) == write(text)


def test_parts_come_in_a_fixed_order_without_the_day_of_writing() -> None:
    with zipfile.ZipFile(io.BytesIO(write("text"))) as package:
        entries = package.infolist()
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert len({entry.filename for entry in entries}) == len(entries)


def test_every_part_has_a_content_type_and_every_relationship_a_part() -> None:
    document = write(TABLE)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        names = {f"/{name}" for name in package.namelist() if not name.endswith((".rels", "Types].xml"))}
    typed = {each.get("PartName") for each in part(document, "[Content_Types].xml") if each.get("PartName")}
    assert typed == names
    links = part(document, "word/_rels/document.xml.rels")
    assert {f"/word/{link.get('Target')}" for link in links} <= names


def test_every_style_that_is_used_exists() -> None:
    text = (
        f"# T\n\n*s*\n\n## h\n\n##### h\n\n- a\n\n  b\n- [ ] c\n\n1. d\n\n> e [[f]]\n\n{TABLE}\n\n"
        "---\n\n`g` [h](https://e.sk)\n\n```\ni\n```"
    )
    document = write(text)
    root = part(document)
    used = {value for kind in ("pStyle", "rStyle", "tblStyle") for value in values(root, f".//w:{kind}")}
    assert used <= set(values(part(document, "word/styles.xml"), "w:style", "styleId"))
    assert len(used) > 14


def test_an_independent_reader_sees_headings_lists_and_tables() -> None:
    document = write(f"## Nadpis\n\n- a\n  - b\n\n1. c\n\n{TABLE}")
    html = mammoth.convert_to_html(io.BytesIO(document)).value
    assert "<h1>Nadpis</h1>" in html
    assert "<ul><li>a<ul><li>b</li></ul></li></ul><ol><li>c</li></ol>" in html
    assert re.search(r"<thead><tr><th><p>Kód</p></th>.*</thead><tbody><tr><td><p>P1</p></td>", html)


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """A document of the user's own: our package with other style ids, a header, text and a macro."""
    path = tmp_path / "vzor.docx"
    with zipfile.ZipFile(io.BytesIO(write("[starý](https://stary.sk)\n\n1. text"))) as ours:
        parts = {name: ours.read(name).decode() for name in ours.namelist()}
    parts["word/styles.xml"] = (
        parts["word/styles.xml"].replace('"Heading1"', '"Nadpis1"').replace('"Guidance"', '"Poznamka"', 1)
    )
    parts["word/header1.xml"] = parts["word/header1.xml"].replace("Mesto Trenčín", "Úrad: {title}")
    parts["word/document.xml"] = parts["word/document.xml"].replace('w:w="11906"', 'w:w="12240"')
    parts["word/vbaProject.bin"] = "macro"
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        "</Relationships>",
        '<Relationship Id="m" Type="x/vbaProject" Target="vbaProject.bin"/></Relationships>',
    )
    with zipfile.ZipFile(path, "w") as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return path


def test_a_reference_lends_styles_by_name_page_and_header(reference: Path) -> None:
    document = write("## Nadpis\n\ntext", reference=reference)
    assert paragraphs(document)[0] == ("Nadpis1", "Nadpis")
    assert values(part(document), ".//w:pgSz", "w") == ["12240"]
    assert text_of(part(document, "word/header1.xml")) == "Úrad: Opis predmetu zákazky"


def test_a_reference_lends_neither_text_nor_links_nor_macros(reference: Path) -> None:
    document = write("nový", reference=reference)
    assert paragraphs(document) == [(None, "nový")]
    assert b"stary.sk" not in document
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        assert not any("vba" in name for name in package.namelist())
        assert "stary" not in package.read("word/_rels/document.xml.rels").decode()


def test_lists_of_our_own_do_not_disturb_those_of_a_reference(reference: Path) -> None:
    document = write("1. a\n\ntext\n\n1. b", reference=reference)
    numbers = values(part(document, "word/numbering.xml"), "w:num", "numId")
    assert len(numbers) == len(set(numbers))
    assert set(values(part(document), ".//w:numPr/w:numId")) <= set(numbers)


def test_a_changed_reference_is_read_again(reference: Path) -> None:
    write("text", reference=reference)
    reference.write_bytes(b"PK")
    with pytest.raises(UsageError, match=r"vzor\.docx' is not a Word document"):
        write("text", reference=reference)


def test_a_zip_without_a_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "prázdny.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "b")
    with pytest.raises(UsageError, match="is not a Word document"):
        write("text", reference=path)
