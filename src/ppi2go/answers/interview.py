"""The interview: asks what is open, lets a person go back and change, and ends with a page of all answers."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from ppi2go.answers.asking import Asking, default_of
from ppi2go.answers.talk import NOT_KNOWN_YET, Given, Reply, Talk
from ppi2go.model.question import Question

Note = Callable[[Question], str]
"""Says who finds the answer to an open question out, and by when."""
_QUESTION, _ANSWER = 42, 30


class WentBack(Exception):
    """Raised when a person wants to go back before the first question."""


def interview(
    asking: Asking, talk: Talk, groups: Mapping[str, str], note: Note, *, first: int = 1, ends_with: str
) -> None:
    """Ask every open question, then show all answers until nothing is changed any more.

    What is answered stands in `asking` at any moment, so that an interruption loses nothing; the end of the input ends
    the interview. `first` is the number of the first question; `ends_with` says what Enter does on the last page.
    Raise WentBack where a person goes back before the first question and there was one (`first` is not 1).
    """
    try:
        while True:
            _ask_gaps(asking, talk, groups, note, first)
            changed = _review(asking, talk, groups, ends_with)
            if changed is None:
                return
            _put(asking, talk, note, changed, number=first + len(asking.history))
    except EOFError:
        return


def _ask_gaps(asking: Asking, talk: Talk, groups: Mapping[str, str], note: Note, first: int) -> None:
    heading = None
    question = asking.next()
    while question is not None:
        if question.section != heading and question.section in groups:
            heading = question.section
            talk.heading(groups[heading])
        if _put(asking, talk, note, question, number=first + len(asking.history)):
            question = asking.next()
            continue
        before = asking.back()
        if before is None and first > 1:
            raise WentBack
        if before is None:
            talk.say("    " + talk.language.text("This is the first question."))
        question = before or question


def _put(asking: Asking, talk: Talk, note: Note, question: Question, *, number: int) -> bool:
    """Ask a question and take the answer; tell whether to go on, or back."""
    current = asking.values.get(question.id, default_of(question))
    match talk.put(question, number, current):
        case Reply.BACK:
            return False
        case Reply.OPEN:
            asking.leave_open(question)
            talk.say(textwrap.indent(textwrap.fill(note(question), 74), "    "))
        case Reply.OUT:
            asking.leave_out(question)
        case Given(value):
            asking.answer(question, value)
    return True


def _review(asking: Asking, talk: Talk, groups: Mapping[str, str], ends_with: str) -> Question | None:
    """Show all answers by number; return the question that is to be asked again, or None."""
    text, everything = talk.language.text, False
    while True:
        listed = [question for question in asking.matter() if everything or _was_asked(asking, question)]
        talk.heading(text("Your answers"))
        heading = None
        for number, question in enumerate(listed, start=1):
            if question.section != heading:
                heading = question.section
                talk.say(f"\n{text(groups.get(heading, heading))}")
            for row in _row(number, text(question.prompt), _state(asking, talk, question)):
                talk.say(row)
        hidden = 0 if everything else len(asking.matter()) - len(listed)
        wish = _wish(talk, len(listed), hidden, ends_with)
        if wish is None:
            return None
        if wish == 0:
            everything = True
            continue
        return listed[wish - 1]


def _wish(talk: Talk, last: int, hidden: int, ends_with: str) -> int | None:
    """Return the number of the answer to change, 0 for those that were not asked, None for no more changes."""
    text = talk.language.text
    talk.say("")
    lines = [text("Type a number to change that answer.")]
    if hidden:
        details = text("Type + to see the {count} details that were not asked; their defaults stand.")
        lines.append(details.format(count=hidden))
    for line in (*lines, text(ends_with)):
        talk.say(textwrap.fill(line, 78))
    while True:
        typed = talk.ask("> ").strip()
        if not typed:
            return None
        if typed == "+" and hidden:
            return 0
        if typed.isdecimal() and 0 < int(typed) <= last:
            return int(typed)
        talk.say(text("Type a number from 1 to {last}.").format(last=last))


def _was_asked(asking: Asking, question: Question) -> bool:
    return question.id in asking.values or question.id in asking.open or question.id in asking.passed


def _state(asking: Asking, talk: Talk, question: Question) -> str:
    """Return what stands for an answer on the last page."""
    text = talk.language.text
    if question.id in asking.values:
        return talk.shown(question, asking.values[question.id])
    default: Any = default_of(question)
    if question.id in asking.open:
        return text(NOT_KNOWN_YET)
    return text("default: {value}").format(value=talk.shown(question, default)) if default is not None else "–"


def _row(number: int, prompt: str, answer: str) -> list[str]:
    """Return the lines of an entry: the question on the left, the answer on the right."""
    left = textwrap.wrap(prompt, _QUESTION)
    right = textwrap.wrap(textwrap.shorten(answer, 3 * _ANSWER, placeholder=" …"), _ANSWER) or [""]
    rows = []
    for index in range(max(len(left), len(right))):
        label = f"{number:>3}  " if index == 0 else "     "
        first = left[index] if index < len(left) else ""
        second = right[index] if index < len(right) else ""
        rows.append(f"{label}{first:<{_QUESTION}}  {second}".rstrip())
    return rows
