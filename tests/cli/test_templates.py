"""`ppi2go templates` in a fresh process: list, export, check, variables, and a changed template in a plan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from program import run

from shipped import ROOT

SHEET = "documents/need-sheet.md.j2"


def listed(*arguments: str, cwd: Path) -> Any:
    done = run("templates", *arguments, "--json", "--lang", "en", cwd=cwd)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    done = run("templates", "export", "need-sheet", "-o", "own", "--lang", "en", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "own"


def test_every_document_is_listed_with_its_number(tmp_path: Path) -> None:
    rows = listed("list", cwd=tmp_path)["templates"]
    by_id = {row["id"]: row for row in rows}
    assert {row["template"] for row in rows} == {
        path.relative_to(ROOT / "templates").as_posix()
        for folder in ("documents", "roadmap")
        for path in (ROOT / "templates" / folder).glob("*.j2")
        if not path.name.startswith("_")
    }
    assert by_id["need-sheet"]["title"] == "Need sheet"
    assert by_id["need-sheet"]["signed_by"] == ["Need owner and end users", "Sponsor"]
    assert by_id["index"]["number"] == "00"
    assert any(row["workbook"] == "evaluation-grid" for row in rows)
    assert any(row["when"] and "plan.procedure" in row["when"] for row in rows)


def test_the_list_is_in_the_language_and_fits_the_terminal(tmp_path: Path) -> None:
    done = run("templates", "list", "--lang", "sk", cwd=tmp_path)
    assert done.returncode == 0
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    assert "-need-sheet: " in done.stdout
    assert "Need sheet" not in done.stdout


def test_an_export_brings_what_the_template_uses(own: Path) -> None:
    files = {path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file()}
    assert {SHEET, "documents/_macros.md.j2", "README.md"} <= files
    assert "roadmap/roadmap.css" not in files
    for name in files - {"README.md"}:
        assert (own / name).read_bytes() == (ROOT / "templates" / name).read_bytes()
    readme = (own / "README.md").read_text("utf-8")
    assert "| `plan.title` | text | Adaptive street lighting in Lublin |" in readme
    assert "Municipality of Lublin" in readme


def test_what_was_changed_is_not_written_over(own: Path, tmp_path: Path) -> None:
    (own / SHEET).write_text("mine", "utf-8")
    again = run("templates", "export", "need-sheet", "-o", "own", "--lang", "en", cwd=tmp_path)
    assert again.returncode == 0
    assert (own / SHEET).read_text("utf-8") == "mine"
    assert f"own/{SHEET}: is there and was left as it is" in again.stderr
    run("templates", "export", "need-sheet", "-o", "own", "--lang", "en", "--force", cwd=tmp_path)
    assert (own / SHEET).read_bytes() == (ROOT / "templates" / SHEET).read_bytes()


def test_an_unknown_document_is_met_with_the_near_miss(tmp_path: Path) -> None:
    done = run("templates", "export", "need-shet", "-o", "own", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'need-sheet'?" in done.stderr
    assert not (tmp_path / "own").exists()


def test_a_clean_folder_has_no_faults(own: Path, tmp_path: Path) -> None:
    done = run("templates", "check", "own", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "faults: 0, warnings: 0\n"


def test_slips_are_told_with_their_lines(own: Path, tmp_path: Path) -> None:
    (own / SHEET).write_text(
        "# T\n{{ plan.tilte }}\n{{ plan.title|mony }}\n{{ given('buyer.nmae', 'x') }}\n{{ cycler(1) }}\n", "utf-8"
    )
    (own / "documents/need-shet.md.j2").write_text("x", "utf-8")
    done = run("templates", "check", "own", cwd=tmp_path)
    assert done.returncode == 1
    for line, words in (
        (2, "'plan' has no 'tilte'; did you mean 'title'?"),
        (3, "did you mean 'money'?"),
        (4, "no question has the id 'buyer.nmae'; did you mean 'buyer.name'?"),
        (5, "'cycler' cannot be used in a template"),
    ):
        assert any(text.startswith(f"own/{SHEET}:{line}:") and words in text for text in done.stdout.splitlines())
    assert "warning: no document uses this template; did you mean 'documents/need-sheet.md.j2'?" in done.stdout


def test_a_template_that_cannot_be_read_is_told(own: Path, tmp_path: Path) -> None:
    (own / SHEET).write_text("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "utf-8")
    done = run("templates", "check", "own", cwd=tmp_path)
    assert done.returncode == 1
    assert f"own/{SHEET}:1:1: nested too deeply to be read" in done.stdout
    assert "Traceback" not in done.stderr


def test_what_only_shows_when_it_is_filled_is_told_as_well(own: Path, tmp_path: Path) -> None:
    (own / "documents/_macros.md.j2").write_text("\n{{ plan.value / (regime.thresholds|length * 0) }}", "utf-8")
    done = run("templates", "check", "own/documents/_macros.md.j2", "--json", cwd=tmp_path)
    assert done.returncode == 1
    faults = json.loads(done.stdout)["faults"]
    assert ("own/documents/_macros.md.j2", 2, "division by zero") in [
        (fault["file"], fault["line"], fault["message"]) for fault in faults
    ]


def test_links_out_of_the_folder_are_not_read(own: Path, tmp_path: Path) -> None:
    (own / "documents/_secret.md.j2").symlink_to("/etc/passwd")
    (own / "roadmap").symlink_to("/etc")
    done = run("templates", "check", "own", cwd=tmp_path)
    assert done.returncode == 1
    assert "own/documents/_secret.md.j2:1:1: this link leads out of the folder" in done.stdout
    assert "own/roadmap:1:1: this link leads out of the folder" in done.stdout
    assert "root:" not in done.stdout


@pytest.mark.parametrize("path", ["nowhere", "empty"])
def test_what_is_no_folder_of_templates_is_refused(path: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("templates", "check", path, cwd=tmp_path)
    assert done.returncode == 2
    assert path in done.stderr


def test_one_variable_is_shown_with_what_is_in_it(tmp_path: Path) -> None:
    rows = listed("variables", "plan", cwd=tmp_path)["variables"]
    assert {"name": "plan.currency", "kind": "text", "example": "PLN"} in rows
    assert listed("variables", "task", cwd=tmp_path)["functions"][0]["use"] == '{{ task("notice-dispatch").end|day }}'
    done = run("templates", "variables", "plna", cwd=tmp_path)
    assert done.returncode == 2
    assert "did you mean 'plan'?" in done.stderr


def test_all_that_templates_are_given_is_shown(tmp_path: Path) -> None:
    from ppi2go.rendering.template_lint import CONTEXT, EXTRA

    found = listed("variables", cwd=tmp_path)
    variables = {row["name"].split(".")[0].removesuffix("[]") for row in found["variables"]}
    names = variables | {row["name"] for row in found["functions"]}
    assert names >= {*CONTEXT, *EXTRA["documents"], *EXTRA["roadmap"]}
    for rows in (found["functions"], found["filters"]):
        assert all(row["gives"] for row in rows)


def test_a_changed_template_makes_the_document(own: Path, tmp_path: Path) -> None:
    (own / SHEET).write_text("# Ours\n\n{{ plan.title }}\n", "utf-8")
    arguments = ("--country", "SK", "--theme", "energy", "--lang", "en", "--format", "md", "-o", "out", "--quiet")
    assert run("plan", *arguments, "--templates", "own", cwd=tmp_path).returncode in (0, 1)
    assert (tmp_path / "out/04-need-sheet.md").read_text("utf-8").startswith("# Ours")


def test_a_dangerous_template_stops_the_plan_and_nothing_is_written(own: Path, tmp_path: Path) -> None:
    (own / SHEET).write_text("\n{{ ''.__class__ }}", "utf-8")
    arguments = ("--country", "SK", "--theme", "energy", "--lang", "en", "--format", "md", "-o", "out")
    done = run("plan", *arguments, "--templates", "own", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith(f"own/{SHEET}:2:1: '__class__' cannot be used")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
