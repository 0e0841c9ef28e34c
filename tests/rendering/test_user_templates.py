"""Templates of a user can do what documents need and nothing else: each attack is refused with its line, at once."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from ppi2go.errors import InvalidFiles
from ppi2go.rendering import guarded, template_limits
from ppi2go.rendering.context import Rendering, build_context
from ppi2go.rendering.documents import document_sources
from ppi2go.rendering.pack import PackOptions, write_pack
from ppi2go.rendering.roadmap_html import render_roadmap
from ppi2go.resources import folder
from shipped import EXAMPLES, example_rendering

ATTACKS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("attacks.yaml").read_text("utf-8"))
SHEET, PAGE = "documents/need-sheet.md.j2", "roadmap/roadmap.html.j2"


@cache
def rendering(language: str = "en", example: str = EXAMPLES[0]) -> Rendering:
    return example_rendering(example, language, date(2026, 11, 23))


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "template-cache"))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    for name in ("documents", "roadmap"):
        (tmp_path / "own" / name).mkdir(parents=True)
    return tmp_path / "own"


def filled(own: Path, text: str) -> str:
    (own / SHEET).write_text(text, "utf-8")
    (source,) = document_sources(rendering(), own, ["need-sheet"])
    return source.text


def refused(own: Path, **changed: Any) -> InvalidFiles:
    """Write a pack with the templates; it must be refused within two seconds, and nothing be written."""
    options = PackOptions(("md",), own, only=["need-sheet"], roadmap=False)
    began = time.process_time()
    with pytest.raises(InvalidFiles) as error:
        write_pack(rendering(), own.parent / "out", replace(options, **changed))
    assert time.process_time() - began < 2
    assert not (own.parent / "out").exists()
    return error.value


@pytest.mark.parametrize(
    "attack",
    [
        pytest.param(attack, id=attack["name"], marks=pytest.mark.slow if number % 3 else ())
        for number, attack in enumerate(ATTACKS)
    ],
)
def test_an_attack_is_refused_with_its_line(attack: dict[str, Any], own: Path) -> None:
    name = PAGE if attack.get("html") else SHEET
    text = attack["template"].replace("DEEP(", "(" * 5000).replace("DEEP)", ")" * 5000).replace(" NINES", "9" * 5000)
    text = text.replace("IFS", "{% for a in [1] %}" * 40 + "{% endfor %}" * 40)
    (own / name).write_text(text, "utf-8")
    error = refused(own, **({"roadmap": True} if attack.get("html") else {}))
    (fault,) = error.faults
    assert fault.position.file == str(own / name)
    assert fault.position.line == attack.get("line", fault.position.line)
    assert attack["words"] in fault.message
    assert len(fault.message) < 200


def test_nothing_of_a_refused_template_runs(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(Rendering, "assumed", lambda self, name: said.append(name))
    filled(own, "{% set x = assumed('a') %}")
    (own / SHEET).write_text("{% set x = assumed('b') %}\n{{ x.__class__ }}", "utf-8")
    refused(own)
    assert "a" in said
    assert "b" not in said


@pytest.mark.parametrize("target", ["/etc/passwd", "../../secret", "/dev/zero"])
@pytest.mark.parametrize("name", [SHEET, "documents/_own.md.j2"])
def test_a_link_out_of_the_folder_is_refused(own: Path, target: str, name: str) -> None:
    (own.parent / "secret").write_text("secret", "utf-8")
    (own / SHEET).write_text("\n{% include 'documents/_own.md.j2' %}", "utf-8")
    (own / name).unlink(missing_ok=True)
    (own / name).symlink_to(target)
    (fault,) = refused(own).faults
    assert fault.position.file == str(own / name)
    assert "leads out of the folder of templates" in fault.message


def test_a_folder_that_is_a_link_is_refused(own: Path, tmp_path: Path) -> None:
    (own / "documents").rmdir()
    (own / "documents").symlink_to(folder("templates") / "documents")
    assert "leads out of the folder" in str(refused(own))


def test_a_link_inside_the_folder_is_followed(own: Path, tmp_path: Path) -> None:
    (own / "documents/_own.md.j2").symlink_to(own / "documents/other.md.j2")
    (own / "documents/other.md.j2").write_text("kept inside", "utf-8")
    (tmp_path / "link").symlink_to(own)
    assert filled(tmp_path / "link", "{% include 'documents/_own.md.j2' %}") == "kept inside"


def test_the_style_of_the_page_stays_in_the_folder(own: Path) -> None:
    (own / "roadmap/roadmap.css").symlink_to("/etc/passwd")
    (fault,) = refused(own, roadmap=True).faults
    assert fault.position.file == str(own / "roadmap/roadmap.css")
    assert "leads out of the folder" in fault.message


def test_what_is_no_text_file_is_refused(own: Path) -> None:
    os.mkfifo(own / SHEET)
    assert "this is not a file" in str(refused(own))
    (own / SHEET).unlink()
    (own / SHEET).write_bytes(b"one\ntwo \xff")
    assert f"{own / SHEET}:2:1: this is not UTF-8 text" in str(refused(own))
    (own / SHEET).write_text("x" * (template_limits.SOURCE + 1), "utf-8")
    assert "has more than 200000 bytes" in str(refused(own))


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("\n{{ plan.tilte }}", 2, "has no attribute 'tilte'"),
        ("\n\n{{ plna }}", 3, "'plna' is undefined"),
        ("{{ plan.value / 0 }}", 1, "division by zero"),
        ("a\n{{ plan.title|day }}", 2, "of another kind is expected"),
        ("a\n{% endif %}", 2, "unknown tag 'endif'"),
        ("{% import 'documents/_macros.md.j2' as m with context %}\n{{ m.aproval() }}", 2, "aproval"),
        ("a\n{{ plan.title|mony }}", 2, "did you mean 'money'?"),
        ("a\n{{ rules('contract', 1, 2)|length }}", 2, ""),
    ],
)
def test_a_slip_is_told_with_its_line(own: Path, template: str, line: int, words: str) -> None:
    (own / SHEET).write_text(template, "utf-8")
    (fault,) = refused(own).faults
    assert (fault.position.file, fault.position.line) == (str(own / SHEET), line)
    assert words in fault.message


def test_a_slip_in_a_part_is_told_where_it_is(own: Path) -> None:
    (own / "documents/_own.md.j2").write_text("a\nb\n{{ plan.tilte }}", "utf-8")
    (own / SHEET).write_text("{% include 'documents/_own.md.j2' %}", "utf-8")
    (fault,) = refused(own).faults
    assert (fault.position.file, fault.position.line) == (str(own / "documents/_own.md.j2"), 3)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ plan.title }}", "Adaptívne verejné osvetlenie ulíc Prednádražia"),
        ("{{ '%+d'|format(5) }} {{ 7 // 2 }} {{ 2 ** 8 }} {{ 7 % 4 }}", "+5 3 256 3"),
        ("{% for a in [3, 1]|sort %}{{ loop.index }}{{ loop.cycle('x', 'y') }}{{ a }}{% endfor %}", "1x12y3"),
        ("{% set n = namespace(s=0) %}{% for a in range(4) if a %}{% set n.s = n.s + a %}{% endfor %}{{ n.s }}", "6"),
        ("{% macro m(a) %}<{{ a }}>{{ caller() }}{% endmacro %}{% call m(1) %}in{% endcall %}", "<1>in"),
        ("{{ {'a': 1}.get('b', 2) }}{{ {'a': 1}.items()|map('first')|join }}", "2a"),
        ("{{ ['b', 'a', 'b']|unique|sort|join('-') }}{{ 'a.b'.split('.')[0] }}", "a-ba"),
        ("{{ _('%(a)s %% of %(b)s', a=1, b='x') }}", "1 % of x"),
        ("{{ fill('a') }}{{ answer('buyer.nothing') is none }}", "[[a]]True"),
        ("{% filter upper %}a{% endfilter %}{{ 'a' ~ 1 ~ 2.5 }}{{ 'x' if plan.value > 1 else 'y' }}", "Aa12.5x"),
        ("{% for g in [{'a': 1}, {'a': 1}]|groupby('a') %}{{ g.grouper }}{{ g.list|length }}{% endfor %}", "12"),
    ],
)  # fmt: skip
def test_what_documents_need_can_be_said(own: Path, template: str, text: str) -> None:
    assert filled(own, template) == text or (text.startswith("Adapt") and filled(own, template).startswith("Adapt"))


@pytest.mark.parametrize(("example", "language"), [(EXAMPLES[0], "en"), (EXAMPLES[1], "en"), (EXAMPLES[2], "it")])
def test_a_copy_of_ours_gives_what_ours_gives(
    example: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And needs a tenth of what a template may spend, so that no honest one meets a limit."""
    spent: list[tuple[int, int]] = []
    begin = guarded.GuardedEnvironment.begin

    def noted(self: guarded.GuardedEnvironment, context: dict[str, Any]) -> None:
        spent.append((self.budget.steps, self.budget.text_length))
        begin(self, context)

    monkeypatch.setattr(guarded.GuardedEnvironment, "begin", noted)
    copy = tmp_path / "copy"
    for path in folder("templates").rglob("*.j2"):
        target = copy / path.relative_to(folder("templates"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    plan = rendering(language, example)
    assert [source.text for source in document_sources(plan, copy)] == [s.text for s in document_sources(plan)]
    context = build_context(replace(plan, escape=str))
    day = date(2027, 6, 1)
    assert render_roadmap(context, plan.language, today=day, own_templates=copy) == render_roadmap(
        context, plan.language, today=day
    )
    assert len(spent) > 20
    assert max(steps for steps, _ in spent) < template_limits.STEPS / 10
    assert max(text for _, text in spent) < template_limits.TEXT / 10
