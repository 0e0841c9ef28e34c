from __future__ import annotations

from decimal import Decimal
from typing import Any

from ppi2go.answers.interview import interview
from ppi2go.answers.reading import Answers
from ppi2go.l10n import Language
from shipped import shipped


def run(typed: list[str], **known: Any) -> tuple[dict[str, Any], str]:
    catalogue, said, lines = shipped(), [], iter(typed)

    def ask(prompt: str) -> str:
        said.append(prompt)
        line = next(lines, None)
        if line is None:
            raise EOFError
        return line

    answers = Answers("SK", "energy", values={name.replace("__", "."): value for name, value in known.items()})
    groups = {group.id: group.name for group in catalogue.question_file.groups}
    values = interview(answers, catalogue.questions, groups, Language("en"), ask=ask, say=said.append)
    return values, "\n".join(said)


def test_enter_leaves_everything_to_the_defaults() -> None:
    values, _ = run([""] * 500)
    assert values == {}


def test_a_choice_is_taken_by_its_number_and_by_its_word() -> None:
    values, said = run(["Mesto", "1"])
    assert values == {"buyer.name": "Mesto", "buyer.type": "central"}
    assert "1  Central government" in said
    assert run(["Mesto", "utility"])[0]["buyer.type"] == "utility"


def test_a_wrong_answer_is_explained_and_asked_again() -> None:
    values, said = run(["", "seven", "2"])
    assert values == {"buyer.type": "subcentral"}
    assert "'seven' is not a choice" in said


def test_a_question_mark_shows_the_law() -> None:
    assert "Directive 2014/24/EU" in run(["", "?", ""])[1]


def test_what_is_known_is_not_asked_and_conditions_are_kept() -> None:
    values, said = run([""] * 500, project__estimated_value=Decimal(90000), market__solution="near-market")
    assert "estimated value" not in said
    assert "same partners" not in said
    assert values["project.estimated_value"] == Decimal(90000)


def test_the_end_of_the_input_keeps_what_was_answered() -> None:
    assert run(["Mesto"])[0] == {"buyer.name": "Mesto"}
