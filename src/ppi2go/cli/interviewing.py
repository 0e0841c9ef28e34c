"""What `ask` and `plan` share: the interview in the language of the terminal, over a keyboard or a pipe."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from ppi2go.model.base import msgid

if TYPE_CHECKING:
    from ppi2go.answers.asking import Asking
    from ppi2go.answers.reading import Answers
    from ppi2go.answers.talk import Talk
    from ppi2go.catalogue.load import Catalogue, Folders
    from ppi2go.l10n import Language
    from ppi2go.model.plan import OpenPoint
    from ppi2go.model.question import Question

ENTER_SAVES = msgid("Enter alone saves the answers.")
ENTER_PLANS = msgid("Enter alone plans with these answers.")


def type_line(prompt: str) -> str:
    """Show a prompt on standard error and read a line; raise EOFError at the end of the input.

    What is not UTF-8 becomes the sign � that everybody sees, so that one wrong byte ends no interview.
    """
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "surrogateescape":
        sys.stdin.reconfigure(errors="surrogateescape")
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    if not sys.stdin.isatty():
        sys.stderr.write("\n")
    return line.rstrip("\r\n").encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def say_line(text: str) -> None:
    """Print a line on standard error."""
    print(text, file=sys.stderr)


def make_talk(language: Language, currency: str = "") -> Talk:
    """Return a conversation over this program's own input and error output."""
    from ppi2go.answers.talk import Talk

    return Talk(language, type_line, say_line, currency)


def make_asking(answers: Answers, catalogue: Catalogue, *, everything: bool = False) -> Asking:
    """Return the interview for answers that may have gaps."""
    from ppi2go.answers.asking import Asking, asking_order

    order = asking_order(catalogue.questions, [group.id for group in catalogue.question_file.groups])
    known = {"country": answers.country, "theme": answers.theme}
    still_open = {point.field for point in answers.open_points} - answers.values.keys()
    return Asking(order, known, dict(answers.values), still_open, everything)


def converse(asking: Asking, catalogue: Catalogue, language: Language, *, first: int = 1, ends_with: str) -> None:
    """Run the interview; raise WentBack where the person wants to choose country and theme again."""
    from ppi2go.answers.interview import interview
    from ppi2go.cli.planning import prepared_today

    talk = make_talk(language, catalogue.framework.currency(prepared_today()))
    groups = {group.id: group.name for group in catalogue.question_file.groups}
    interview(asking, talk, groups, _note(catalogue, language), first=first, ends_with=ends_with)


def open_points(asking: Asking, answers: Answers, catalogue: Catalogue) -> list[OpenPoint]:
    """Return the open points in the order of the questions; those of the file keep their owner and step."""
    from ppi2go.answers.open_points import open_point

    groups = {group.id: group for group in catalogue.question_file.groups}
    before = {point.field: point for point in answers.open_points}
    found = (question for question in catalogue.questions if question.id in asking.open)
    return [before.get(question.id) or open_point(question, groups) for question in found]


def _note(catalogue: Catalogue, language: Language) -> Callable[[Question], str]:
    """Return what says who finds an open answer out, and by which step."""
    from ppi2go.answers.open_points import open_point

    groups = {group.id: group for group in catalogue.question_file.groups}
    roles = {str(role.id): role.name for role in catalogue.process.roles}
    steps = {step.id: step for step in catalogue.process.steps}

    def note(question: Question) -> str:
        point = open_point(question, groups)
        step = steps.get(point.known_by)
        return language.text("Noted as open. Finds it out: {owner}. Needed by step: {step}.").format(
            owner=language.text(roles.get(point.owner, point.owner)),
            step=f"{step.number} {language.text(step.name)}" if step else point.known_by,
        )

    return note


def pick_case(folders: Folders, language: Language, country: str | None, theme: str | None) -> tuple[str, str, int]:
    """Ask for the country and the theme that are not given; return them and how many questions that took."""
    talk, asked = make_talk(language), 0
    if country is None:
        asked += 1
        codes = [code for code in folders.names("national") if code != "EU"]
        codes += [code for code in folders.names("national") if code == "EU"]
        say_line("")
        say_line(f"{asked:>2}  " + language.text("In which country is the purchase made?"))
        say_line("    " + language.text("Its law decides which procedures and time limits there are."))
        country = codes[talk.pick([language.text(folders.title("national", code)) for code in codes])]
    if theme is None:
        asked += 1
        names = folders.names("thematic")
        say_line("")
        say_line(f"{asked:>2}  " + language.text("What is the purchase about?"))
        say_line("    " + language.text("The theme brings its needs, requirements, criteria and risks."))
        theme = names[talk.pick([language.text(folders.title("thematic", name)) for name in names])]
    return country, theme, asked
