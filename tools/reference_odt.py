"""Builds templates/house-style/reference.odt, from which pandoc takes the styles of our ODTs.

    python tools/reference_odt.py          write it anew from tools/reference-odt/styles.xml

The same source gives the same bytes; a test compares the two.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "templates" / "house-style" / "reference.odt"
_TYPE = "application/vnd.oasis.opendocument.text"
_OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
_MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
 <manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_TYPE}"/>
 <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
 <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
 <manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
</manifest:manifest>
"""
_CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {_OFFICE} office:version="1.3">
 <office:body><office:text/></office:body>
</office:document-content>
"""
_META = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta {_OFFICE} office:version="1.3"><office:meta/></office:document-meta>
"""


def build() -> bytes:
    """Return the document; its type stands first and uncompressed, as ODF 1.3 part 2 (section 3.3) asks."""
    styles = (ROOT / "tools" / "reference-odt" / "styles.xml").read_text(encoding="utf-8")
    parts = {"META-INF/manifest.xml": _MANIFEST, "content.xml": _CONTENT, "meta.xml": _META, "styles.xml": styles}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr(_entry("mimetype"), _TYPE, zipfile.ZIP_STORED)
        for name, text in parts.items():
            package.writestr(_entry(name), text, zipfile.ZIP_DEFLATED, 6)
    return file.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.create_system = 0
    return entry


if __name__ == "__main__":
    TARGET.write_bytes(build())
