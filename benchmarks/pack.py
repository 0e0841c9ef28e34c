"""Documents per second beside peers, in one run: `python benchmarks/pack.py [ROUNDS]`.

The same twenty documents (the first twenty of the first example's pack, in English) are written as DOCX by ppi2go, by
pandoc (one process each, as it is used), by python-docx (paragraphs, headings and tables from the same text) and by
docxtpl (a template with a loop over the same paragraphs and table rows). Peers are installed with
`pip install docxtpl python-docx pypandoc-binary`. The last lines are the whole `ppi2go pack` as a user runs it: cold,
and after one answer has changed. Figures are ratios to ppi2go's own writer; only those of one run can be compared.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from ppi2go.rendering.documents import DocumentSource, document_sources  # noqa: E402
from ppi2go.rendering.docx import write_docx  # noqa: E402
from ppi2go.rendering.markdown import parse  # noqa: E402
from shipped import TRNAVA, example_rendering  # noqa: E402

COUNT = 20
ANSWERS = "country: SK\ntheme: energy\nproject: {{title: {title}}}\ntiming: {{start: 2027-01-11}}\n"
Blocks = list[tuple[str, Any]]


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    sources = document_sources(example_rendering(TRNAVA, "en", date(2026, 11, 23)))[1 : COUNT + 1]
    blocks = [list(as_blocks(source)) for source in sources]
    size = sum(len(source.text.split()) for source in sources)
    print(f"{len(sources)} documents, {size} words; best of {rounds} rounds")
    ours = best(lambda: ppi2go(sources), rounds)
    rows = [
        ("ppi2go, from the filled text", ours),
        ("python-docx, the same paragraphs and tables", best(lambda: python_docx(blocks), rounds)),
        ("docxtpl, a loop over the same blocks", best(lambda: docxtpl(blocks), rounds)),
        ("pandoc, a process for each", best(lambda: pandoc(sources), rounds)),
    ]
    for name, seconds in rows:
        print(f"{name:46} {len(sources) / seconds:8.1f} documents/s  {seconds / ours:6.1f} x")
    for name, seconds in whole_pack(rounds):
        print(f"{name:46} {seconds:8.2f} s")


def best(work: Callable[[], object], rounds: int) -> float:
    """Return the shortest time of some rounds, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def ppi2go(sources: Sequence[DocumentSource]) -> None:
    """Read the Markdown and write each document, as `pack` does."""
    for source in sources:
        write_docx(parse(source.text), properties=source.properties, labels=source.labels)


def as_blocks(source: DocumentSource) -> Blocks:
    """Return headings, paragraphs and rows of tables as plain text: what a template engine is given."""
    found: Blocks = []
    row: list[str] | None = None
    kind = "text"
    for token in parse(source.text):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            found.append(("row", row))
            row = None
        elif token.type == "heading_open":
            kind = token.tag
        elif token.type == "heading_close":
            kind = "text"
        elif token.type == "inline":
            text = "".join(child.content for child in token.children or ())
            if row is None:
                found.append((kind, text))
            else:
                row.append(text)
    return found


def python_docx(documents: Sequence[Blocks]) -> None:
    """Build each document paragraph by paragraph."""
    from docx import Document

    for blocks in documents:
        document, table = Document(), None
        for kind, content in blocks:
            if kind == "row":
                if table is None or len(table.columns) != len(content):
                    table = document.add_table(rows=0, cols=len(content))
                for cell, text in zip(table.add_row().cells, content, strict=True):
                    cell.text = text
                continue
            table = None
            if kind == "text":
                document.add_paragraph(content)
            else:
                document.add_heading(content, int(kind[1]))
        document.save(io.BytesIO())


def docxtpl(documents: Sequence[Blocks]) -> None:
    """Fill a template that loops over the blocks; rows become lines, which is less work than a table."""
    from docx import Document
    from docxtpl import DocxTemplate

    template = Document()
    for line in ("{%p for text in texts %}", "{{ text }}", "{%p endfor %}"):
        template.add_paragraph(line)
    file = io.BytesIO()
    template.save(file)
    for blocks in documents:
        texts = [" | ".join(content) if kind == "row" else content for kind, content in blocks]
        filled = DocxTemplate(io.BytesIO(file.getvalue()))
        filled.render({"texts": texts}, autoescape=True)
        filled.save(io.BytesIO())


def pandoc(sources: Sequence[DocumentSource]) -> None:
    """Run pandoc on each text."""
    import pypandoc

    program = pypandoc.get_pandoc_path()
    for source in sources:
        command = [program, "--from", "commonmark+pipe_tables", "--to", "docx", "--output", "-"]
        subprocess.run(command, input=source.text.encode(), capture_output=True, check=True)


def whole_pack(rounds: int) -> list[tuple[str, float]]:
    """Return the time of the whole command: in an empty folder, with nothing changed, after one answer has changed."""
    cold, same, changed = [], [], []
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for times, title in ((cold, "Lights"), (same, "Lights"), (changed, f"Other lights {number}")):
                (folder / "town.yaml").write_text(ANSWERS.format(title=title), "utf-8")
                command = [sys.executable, "-m", "ppi2go", "pack", "town.yaml", "--lang", "en", "--format", "docx"]
                start = time.perf_counter()
                subprocess.run([*command, "--quiet"], cwd=folder, check=True)
                times.append(time.perf_counter() - start)
    return [
        ("whole pack (36 documents, 4 workbooks), cold", min(cold)),
        ("the same, nothing changed", min(same)),
        ("the same, one answer changed", min(changed)),
    ]


if __name__ == "__main__":
    main()
