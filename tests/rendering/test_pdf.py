"""PDFs: tagged, in the document's language, with links; and no text of a user ever becomes Typst."""

import datetime
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from hostile import HOSTILE, squeezed
from ppi2go.errors import UsageError
from ppi2go.rendering.document_properties import DocumentProperties
from ppi2go.rendering.markdown import parse
from ppi2go.rendering.pdf import write_pdf
from ppi2go.rendering.typst_source import TypstWriter, literal
from sample_document import LABELS, PROPERTIES

TEXT = """# Názov

*podtitul*

> Rada autorovi

## Prvá

### Druhá

Kontakt: [[meno]], [stránka](https://e.sk/?x=1&y=2)

- [ ] áno
- [x] nie

1. a
   - b

| Kód | Opis |
|:---|---:|
| P1 | prvý<br>druhý |

| | |
|---|---|
| Mesto | Trenčín |
"""


def write(text: str, properties: DocumentProperties = PROPERTIES) -> PdfReader:
    return PdfReader(io.BytesIO(write_pdf(parse(text), properties=properties, labels=LABELS)))


def text_of(document: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in document.pages))


def tags(document: PdfReader) -> list[str]:
    """Return the structure types of a tagged PDF in reading order."""

    def walk(node: Any) -> list[str]:
        node = node.get_object()
        if not isinstance(node, dict):
            return []
        children = node.get("/K", [])
        children = children if isinstance(children, list) else [children]
        own = [str(node["/S"])] if "/S" in node else []
        return own + [tag for child in children for tag in walk(child)]

    root: Any = document.trailer["/Root"]
    return walk(root["/StructTreeRoot"])


@pytest.fixture(scope="module")
def document() -> PdfReader:
    return write(TEXT)


def test_the_text_is_there_with_numbers_labels_and_pages(document: PdfReader) -> None:
    text = text_of(document)
    expected = ("podtitul", "1.Prvá", "1.1Druhá", "Poznámka:Rada", "[doplniť:meno]", "☐áno", "☒nie", "Strana1z1")
    assert [part for part in expected if part not in text] == []


def test_it_is_tagged_and_says_its_language_title_and_standards(document: PdfReader) -> None:
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == "sk-SK"
    assert root["/MarkInfo"]["/Marked"]
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/Link"} <= set(tags(document))
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1<" in metadata
    assert "<pdfaid:part>2<" in metadata
    assert document.metadata is not None
    assert (document.metadata.title, document.metadata.author) == ("Opis predmetu zákazky", "Mesto Trenčín")
    assert document.metadata.creation_date == datetime.datetime(2027, 1, 15, tzinfo=datetime.UTC)


def test_headings_are_bookmarks_and_links_lead_to_the_web(document: PdfReader) -> None:
    outline: Any = document.outline
    assert outline[0]["/Title"].endswith("Prvá")
    assert outline[1][0]["/Title"].endswith("Druhá")
    page: Any = document.pages[0]
    links = [note.get_object() for note in page["/Annots"]]
    assert {link["/A"]["/URI"] for link in links} == {"https://e.sk/?x=1&y=2"}


def test_a_long_document_has_contents_that_lead_to_the_clauses() -> None:
    long = "".join(f"## Článok {number}\n\n{'slovo ' * 500}\n\n" for number in range(8))
    document = write(f"# Zmluva\n\n{long}")
    assert "Obsah" in document.pages[0].extract_text()
    page: Any = document.pages[0]
    links = [note.get_object() for note in page["/Annots"]]
    assert len(links) >= 8
    assert "Obsah" not in text_of(write("# Zmluva\n\n## Článok\n\ntext"))


def test_header_rows_are_repeated_on_every_page() -> None:
    rows = "".join(f"| riadok {number} | {'text ' * 30} |\n" for number in range(60))
    document = write(f"# T\n\n| Prvý stĺpec | Druhý |\n|---|---|\n{rows}")
    assert len(document.pages) > 2
    assert all("Prvýstĺpec" in squeezed(page.extract_text()) for page in document.pages)


def test_a_row_higher_than_a_page_goes_on_overleaf() -> None:
    document = write(f"# T\n\n| a | b |\n|---|---|\n| x | {'slovo ' * 4000}koniec |\n")
    assert "koniec" in text_of(document)
    assert len(document.pages) > 2


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    document = write(f"# T\n\n`{text}`\n", replace(PROPERTIES, title=text, author=text, subject=text))
    assert squeezed(text) in text_of(document)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_source_holds_texts_as_literals_alone(text: str) -> None:
    source = TypstWriter(LABELS).write(parse(f"`{text}`"))
    assert source == "par({[]; raw(" + literal(text) + ")})"


def test_a_literal_cannot_be_left() -> None:
    assert literal('a"b\\c\nd\x00') == r'"a\"b\\c\nd"'


def test_a_character_that_no_font_has_is_named() -> None:
    with pytest.raises(UsageError, match=r"subject-matter.*no installed font has.*install one"):
        write("# T\n\nx \U0001f9ff\uf8ff")


def test_same_input_gives_the_same_bytes() -> None:
    first, second = (write_pdf(parse(TEXT), properties=PROPERTIES, labels=LABELS) for _ in range(2))
    assert first == second


def test_headings_that_skip_a_level_are_no_obstacle() -> None:
    assert "Hlboko" in text_of(write("# T\n\n### Prvá\n\n##### Hlboko\n\n> ## v rade"))


def test_a_logo_stands_on_the_first_page(picture: Path) -> None:
    from ppi2go.rendering.logo import read_logo

    data = write_pdf(parse("# T\n\n\\newpage\n\nx"), properties=PROPERTIES, labels=LABELS, logo=read_logo(picture))
    pages = PdfReader(io.BytesIO(data)).pages
    assert [len(page.images) for page in pages] == [1, 0]
