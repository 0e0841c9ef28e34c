"""A logo: only PNG and JPEG, made to fit, on the first page of each format."""

import datetime
import io
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest
from lxml import etree

from ppi2go.errors import UsageError
from ppi2go.rendering.document_properties import DocumentProperties, Labels
from ppi2go.rendering.docx import write_docx
from ppi2go.rendering.docx_elements import W, w
from ppi2go.rendering.formats import HouseStyle, check_formats
from ppi2go.rendering.html_document import write_html
from ppi2go.rendering.logo import read_logo
from ppi2go.rendering.markdown import parse

PROPERTIES = DocumentProperties(
    title="Názov",
    language="sk-SK",
    author="Mesto",
    subject="",
    date=datetime.date(2027, 1, 15),
    document_id="x",
)
LABELS = Labels(page_of="{page} / {pages}", to_fill="doplniť", note="Poznámka")
SPACES = {"w": W, "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}


def docx(picture: Path, reference: Path | None = None) -> dict[str, bytes]:
    logo = read_logo(picture)
    document = write_docx(parse("# T"), properties=PROPERTIES, labels=LABELS, reference=reference, logo=logo)
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def first_header(parts: dict[str, bytes]) -> tuple[str, str]:
    """Return the name of the header of the first page, and its text."""
    section = etree.fromstring(parts["word/document.xml"]).find(".//w:sectPr", SPACES)
    assert section is not None
    assert section.find("w:titlePg", SPACES) is not None
    [reference] = [each for each in section.findall("w:headerReference", SPACES) if each.get(w("type")) == "first"]
    link = reference.get(f"{{{SPACES['r']}}}id")
    links = etree.fromstring(parts["word/_rels/document.xml.rels"])
    target = next(str(each.get("Target")) for each in links if each.get("Id") == link).lstrip("/")
    return target, "".join(map(str, etree.fromstring(parts[target]).itertext()))


def test_it_is_made_to_fit(picture: Path) -> None:
    logo = read_logo(picture)
    assert (logo.media_type, logo.width, logo.height) == ("image/png", 36.0, 18.0)


@pytest.mark.parametrize("content", [b"", b"GIF89a" + bytes(60), b"<svg/>" * 20, b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_any_other_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"--logo: '.*logo.png' is not a whole PNG or JPEG picture; save it"):
        _ = HouseStyle(logo=file).picture


def test_the_first_page_of_a_docx_has_it_above_the_header(picture: Path) -> None:
    parts = docx(picture)
    header, text = first_header(parts)
    assert text.strip() == "Mesto"
    assert b"<a:blip" in parts[header]
    assert parts["word/media/ppi2goLogo.png"] == picture.read_bytes()
    assert b'"/word/media/ppi2goLogo.png" ContentType="image/png"' in parts["[Content_Types].xml"]
    section = etree.fromstring(parts["word/document.xml"]).find(".//w:sectPr", SPACES)
    assert section is not None
    assert {each.get(w("type")) for each in section.findall("w:footerReference", SPACES)} == {"default", "first"}


def test_a_first_page_header_of_the_users_own_stays_below_it(picture: Path, tmp_path: Path) -> None:
    parts = docx(picture)
    header, _ = first_header(parts)
    parts[header] = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>Naša hlavička</w:t></w:r></w:p></w:hdr>'.encode()
    reference = tmp_path / "vzor.docx"
    with zipfile.ZipFile(reference, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    header, text = first_header(docx(picture, reference))
    assert text.strip() == "Naša hlavička"


def test_an_html_page_carries_it_and_still_fetches_nothing(picture: Path) -> None:
    logo = read_logo(picture)
    page = write_html(parse("# T"), properties=PROPERTIES, labels=LABELS, logo=logo)
    assert f'src="data:image/png;base64,{b64encode(picture.read_bytes()).decode()}"' in page
    assert "default-src 'none'" in page
    assert "img-src data:" in page
    assert "img-src" not in write_html(parse("# T"), properties=PROPERTIES, labels=LABELS)


def test_a_format_without_its_packages_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    for name in ("odt", "pdf"):
        with pytest.raises(UsageError, match=r"pip install 'ppi2go\[formats\]'"):
            check_formats(["docx", name])
    check_formats(["docx", "html", "md"])
