"""`ppi2go ask` in a real pseudo-terminal and over a pipe: three purchases, the way back, Ctrl-C and going on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from program import run
from terminal import Terminal, talk_through

SMALL = {
    "which country": "7",
    "purchase about": "1",
    "official name": "Mesto Nitra",
    "called": "Lights of the old town",
    "goes wrong": "Lamps burn all night.",
    "better afterwards": "-",
    "estimated value": "95 000,50",
    "undivided": "Sensors and lamps must be proven together.",
    "preparation start": "11. 1. 2027",
}
PARTNERSHIP = {
    "Which health need": "2",
    "mainly consist": "2",
    "estimated value": "620 000 000",
    "How far is the market": "1",
    "buy the result": "1",
    "preparation start": "2027. 01. 11.",
}
DIALOGUE = {
    "Which digital need": "4",
    "estimated value": "1.250.000,00",
    "How precisely": "3",
    "talk with tenderers": "1",
    "preparation start": "11.01.2027",
}


def plan(file: str, cwd: Path) -> dict[str, Any]:
    done = run("plan", file, "--json", "--lang", "en", cwd=cwd)
    assert done.returncode in (0, 1), done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def ask(*arguments: str, cwd: Path) -> Terminal:
    return Terminal(["ask", "--lang", "en", *arguments], cwd)


def test_a_small_purchase_in_slovakia_takes_at_most_25_questions(tmp_path: Path) -> None:
    with ask(cwd=tmp_path) as terminal:
        asked = talk_through(terminal, SMALL)
        assert terminal.finish() == 0
    assert asked[:3] == [
        "In which country is the purchase made?",
        "What is the purchase about?",
        "Which energy need is the purchase for?",
    ]
    assert len(asked) == len(set(asked)) <= 25, asked
    assert "same companies that develop it" not in terminal.screen, "pointless where nothing is developed"
    assert "Below-threshold contract of a public buyer" in terminal.screen
    assert "days longer" in terminal.screen
    assert all(len(line) <= 80 for line in terminal.screen.splitlines())
    made = plan("sk-energy.yaml", tmp_path)
    assert made["value"] == "95000.50"
    assert made["regime"]["id"] == "below-eu"
    assert made["roadmap"]["start"] == "2027-01-11"
    assert made["open_points"] == [{"field": "project.outcome", "owner": "need-owner", "known_by": "describe-need"}]
    assert not {"buyer.type", "project.contract"} & {item["field"] for item in made["assumptions"]}, (
        "both were confirmed"
    )


def test_a_partnership_in_hungary_with_going_back(tmp_path: Path) -> None:
    with ask("--country", "HU", "--theme", "health", cwd=tmp_path) as terminal:
        talk_through(terminal, PARTNERSHIP | {"How far is the market": "1"}, until="buy the result")
        terminal.type("<")
        assert "How far is the market" in (terminal.prompt() or "")
        terminal.type("2")
        assert "How precisely" in (terminal.prompt() or ""), "what no longer matters is not asked"
        terminal.type("<")
        assert "How far is the market" in (terminal.prompt() or "")
        terminal.type("1")
        assert "buy the result" in (terminal.prompt() or "")
        terminal.type("1")
        talk_through(terminal, PARTNERSHIP)
        assert terminal.finish() == 0
    made = plan("hu-health.yaml", tmp_path)
    assert made["procedure"]["id"] == "innovation-partnership"
    assert made["value"] == "620000000"


def test_a_dialogue_in_italy_with_an_interruption(tmp_path: Path) -> None:
    with ask("--country", "IT", "--theme", "ict", cwd=tmp_path) as terminal:
        first = talk_through(terminal, DIALOGUE, until="talk with tenderers")
        terminal.interrupt()
        assert terminal.finish() == 2
    assert "Your answers are kept. Go on with: ppi2go ask it-ict.yaml" in terminal.screen
    file = tmp_path / "it-ict.yaml"
    file.write_text(file.read_text("utf-8").replace("theme: ict", "theme: ict  # our own word"), "utf-8")
    with ask("it-ict.yaml", cwd=tmp_path) as terminal:
        second = talk_through(terminal, DIALOGUE)
        assert terminal.finish() == 0
    answered = {question for question in first if any(part in question for part in DIALOGUE)} - {first[-1]}
    assert answered
    assert not answered & set(second), "only the gaps are asked"
    assert "Do you need to talk with tenderers about their offers before they become final?" in second
    made = plan("it-ict.yaml", tmp_path)
    assert made["procedure"]["id"] == "competitive-dialogue"
    assert "theme: ict  # our own word" in file.read_text("utf-8")
    later = {item["id"]: item["days_more"] for item in made["alternatives"] if item["allowed"]}
    assert later["open"] < 0
    assert f"{-later['open']} days shorter" in terminal.screen


def test_an_interruption_before_the_first_answer_writes_nothing(tmp_path: Path) -> None:
    with ask(cwd=tmp_path) as terminal:
        terminal.prompt()
        terminal.interrupt()
        assert terminal.finish() == 2
    assert "nothing is written" in terminal.screen
    assert not list(tmp_path.iterdir())


def test_back_before_the_first_question_chooses_the_country_again(tmp_path: Path) -> None:
    with ask("--theme", "energy", cwd=tmp_path) as terminal:
        terminal.prompt()
        terminal.type("7")
        assert "Which energy need" in (terminal.prompt() or "")
        terminal.type("<")
        assert "In which country" in (terminal.prompt() or "")
        terminal.type("1")
        terminal.prompt()
        terminal.type("")
        terminal.prompt()
        terminal.interrupt()
        terminal.finish()
    assert (tmp_path / "cz-energy.yaml").is_file()


def piped(lines: list[str], *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ppi2go", "ask", *arguments],
        input="".join(f"{line}\n" for line in lines),
        cwd=cwd,
        env=os.environ | {"LANG": "C.UTF-8", "LANGUAGE": "", "COLUMNS": "80"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_answers_come_over_a_pipe(tmp_path: Path) -> None:
    done = piped(["7", "1", "1", "Mesto Trnava", "1"], "-o", "a.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "a.yaml").read_text("utf-8")
    assert "  name: Mesto Trnava\n" in text
    assert "  type: central\n" in text
    assert "What your answers lead to" in done.stdout
    assert "What is the official name" not in done.stdout, "the talk goes to standard error"


def test_a_whole_file_is_left_as_it_is(tmp_path: Path) -> None:
    piped([""] * 80, "a.yaml", "--country", "SK", "--theme", "energy", cwd=tmp_path)
    before = (tmp_path / "a.yaml").read_bytes()
    done = piped([""] * 80, "a.yaml", cwd=tmp_path)
    assert done.returncode == 0
    assert "Nothing has changed in a.yaml." in done.stderr
    assert (tmp_path / "a.yaml").read_bytes() == before


def test_an_open_point_is_asked_again_and_may_stay_open(tmp_path: Path) -> None:
    start = ["", "-", "", "", "", ""]
    piped(start, "a.yaml", "--country", "SK", "--theme", "energy", cwd=tmp_path)
    text = (tmp_path / "a.yaml").read_text("utf-8")
    assert "{field: buyer.name, owner: project-manager, known_by: team-and-governance}" in text
    again = piped([""], "a.yaml", cwd=tmp_path)
    assert "What is the official name" in again.stderr
    assert "buyer.name" in (tmp_path / "a.yaml").read_text("utf-8").partition("open:")[2]
    piped(["Mesto"], "a.yaml", cwd=tmp_path)
    text = (tmp_path / "a.yaml").read_text("utf-8")
    assert "name: Mesto" in text
    assert "\nopen:" not in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--country", "XX"], "unknown country 'XX'"),
        (["there.yaml", "-o", "other.yaml"], "'other.yaml' is there already"),
        (["new.txt"], "ends with .yaml"),
        (["old.json"], "name a YAML file with -o"),
        (["broken.yaml"], "broken.yaml:3:3: unknown key 'nmae'; did you mean 'name'?"),
    ],
)
def test_what_cannot_be_used_is_said_before_anything_is_asked(arguments: list[str], words: str, tmp_path: Path) -> None:
    for name in ("there.yaml", "other.yaml"):
        (tmp_path / name).write_text("country: SK\ntheme: energy\n", "utf-8")
    (tmp_path / "old.json").write_text('{"country": "SK", "theme": "energy"}', "utf-8")
    (tmp_path / "broken.yaml").write_text("{country: SK, theme: energy,\nbuyer: {\n  nmae: x}}", "utf-8")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    done = piped([], *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "official name" not in done.stderr
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_the_readiness_of_a_team_is_scored(tmp_path: Path) -> None:
    done = piped(["1"] * 7 + ["<", "2"] + ["3"] * 13, "--readiness", "--country", "IT", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "A  The mandate      4 / 16" in done.stdout
    assert "Total           47 / 80" in done.stdout
    assert "The project can begin" in done.stdout
    assert "Step 0.1 Secure the mandate" in done.stdout
    assert "University of Turin (UNITO), Torino" in done.stdout
    assert not list(tmp_path.iterdir())


def test_a_stopped_assessment_has_no_result(tmp_path: Path) -> None:
    done = piped(["1"] * 7, "--readiness", cwd=tmp_path)
    assert done.returncode == 2
    assert not done.stdout


def test_bytes_that_are_no_text_end_no_interview(tmp_path: Path) -> None:
    for locale in ("C.UTF-8", "C", "en_GB.UTF-8"):
        done = subprocess.run(
            [sys.executable, "-m", "ppi2go", "ask", "a.yaml", "--country", "SK", "--theme", "energy"],
            input=b"\nM\xff\xfesto\n\x07\n1\n",
            cwd=tmp_path,
            env=os.environ | {"LANG": locale, "LC_ALL": locale, "PYTHONIOENCODING": "utf-8:strict"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
        assert 'name: "M\ufffd\ufffdsto"' in (tmp_path / "a.yaml").read_text("utf-8")
        (tmp_path / "a.yaml").unlink()
