"""Reads an answers file and reports every fault at its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ppi2go.answers.closed_days import read_closed_days
from ppi2go.answers.open_points import read_open_points
from ppi2go.answers.values import AmbiguousAmount, read_value
from ppi2go.answers.waivers import read_waivers
from ppi2go.catalogue.yaml_reader import Path_, Source, read_yaml
from ppi2go.errors import FileFault, InvalidFiles, Position, near_miss
from ppi2go.model.base import read_day
from ppi2go.model.plan import Finding, Message, OpenPoint, Waiver
from ppi2go.model.question import Question
from ppi2go.model.theme import QuestionGroup

FORMAT = 1
_HEAD = ("ppi2go", "country", "theme", "language")
_SPECIAL = ("actual", "calendar", "open", "waivers")


@dataclass
class Answers:
    """What was answered: field → typed value; defaults are not in it.

    `assumed` names the answers that the buyer never gave (those of a pilot), each with the reason for its value.
    `source` is the file that they were read from.
    """

    country: str
    theme: str
    language: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    assumed: dict[str, str] = field(default_factory=dict)
    waivers: list[Waiver] = field(default_factory=list)
    open_points: list[OpenPoint] = field(default_factory=list)
    source: Source | None = None

    def position(self, name: str | None) -> Position | None:
        """Return where the file says something of a field: its key, or the section in which it is missing."""
        if self.source is None:
            return None
        path: Path_ = tuple(name.split(".")) if name else ()
        while path and path not in self.source.keys:
            path = path[:-1]
        return self.source.key_position(path)


def read_source(file: Path) -> Source:
    """Read the YAML (or JSON) of an answers file without looking at the questions yet."""
    source = read_yaml(file)
    if not isinstance(source.data, dict):
        raise InvalidFiles([FileFault(source.position(()), "an answers file is a mapping (country: SK, theme: …)")])
    return source


def read_answers(
    source: Source,
    questions: Sequence[Question],
    *,
    currencies: Sequence[str],
    tasks: Sequence[str],
    findings: Collection[str] | None = None,
    groups: Sequence[QuestionGroup] = (),
) -> Answers:
    """Check and type all answers; raise InvalidFiles with every fault.

    `tasks` are the ids that `actual:` may name, `findings` those that `waivers:` may (None: they are not checked);
    `groups` are those of the questions, which say who usually finds out what `open:` lists. An
    amount that can be read in two ways is no fault but a finding: it is left out, and the plan says so.
    """
    reader = _Reader(source, {question.id: question for question in questions}, currencies, tasks, findings, groups)
    return reader.read()


class _Reader:
    def __init__(
        self,
        source: Source,
        questions: dict[str, Question],
        currencies: Sequence[str],
        tasks: Sequence[str],
        findings: Collection[str] | None,
        groups: Sequence[QuestionGroup],
    ) -> None:
        self.source = source
        self.questions = questions
        self.currencies = currencies
        self.tasks = tasks
        self.findings = findings
        self.groups = groups
        self.faults: list[FileFault] = []
        self.answers = Answers(str(source.data.get("country")), str(source.data.get("theme")), source=source)

    def read(self) -> Answers:
        data: dict[str, Any] = self.source.data
        self._head(data)
        sections = {name.split(".")[0] for name in self.questions}
        for key, value in data.items():
            if key in _HEAD:
                continue
            if key == "actual":
                self.answers.values["actual"] = dict(self._actual(value))
            elif key == "calendar":
                self.answers.values["calendar.closed"] = tuple(self._closed(value))
            elif key == "waivers":
                self.answers.waivers = list(read_waivers(self.source, value, self.findings, self.faults))
            elif key == "open":
                self._open(value)
            elif key in sections:
                self._section(key, value)
            else:
                self._unknown((key,), [*_HEAD, *sections, *_SPECIAL])
        if self.faults:
            raise InvalidFiles(self.faults)
        return self.answers

    def _head(self, data: dict[str, Any]) -> None:
        version = data.get("ppi2go", FORMAT)
        if version != FORMAT:
            self._fault(("ppi2go",), f"this program reads version {FORMAT} of the answers format, not '{version}'")
        language = data.get("language")
        if language is not None and not isinstance(language, str):
            self._fault(("language",), "a language code is expected here (sk, en, …)")
        self.answers.language = language

    def _section(self, section: str, value: Any) -> None:
        if not isinstance(value, dict):
            self._fault((section,), f"a mapping is expected below '{section}'")
            return
        for key, raw in value.items():
            name = f"{section}.{key}"
            if name == "project.currency":
                self._currency(raw)
            elif name not in self.questions:
                known = [
                    known.removeprefix(f"{section}.") for known in self.questions if known.startswith(f"{section}.")
                ]
                self._unknown((section, key), known)
            elif raw is not None:
                self._answer(self.questions[name], raw, (section, key))

    def _answer(self, question: Question, raw: Any, path: Path_) -> None:
        try:
            self.answers.values[question.id] = read_value(question, raw)
        except AmbiguousAmount as error:
            self.answers.findings.append(_ambiguous(question.id, error, self.source, path))
        except ValueError as error:
            self._fault(path, str(error))

    def _open(self, value: Any) -> None:
        points = read_open_points(self.source, value, self.questions, self.groups, self.tasks, self.faults)
        self.answers.open_points = list(points)

    def _currency(self, raw: Any) -> None:
        if raw not in self.currencies:
            self._fault(
                ("project", "currency"),
                f"'{raw}' is not the currency of this country; write the value in {' or '.join(self.currencies)}",
            )

    def _actual(self, value: Any) -> Iterator[tuple[str, date]]:
        if not isinstance(value, dict):
            self._fault(("actual",), "a mapping of tasks to dates is expected below 'actual'")
            return
        for key, raw in value.items():
            if key not in self.tasks:
                self._unknown(("actual", key), list(self.tasks), noun="task")
                continue
            try:
                yield key, read_day(raw)
            except ValueError as error:
                self._fault(("actual", key), str(error))

    def _closed(self, value: Any) -> Iterator[tuple[date, date]]:
        if not isinstance(value, dict) or set(value) != {"closed"} or not isinstance(value["closed"], list | str):
            self._fault(("calendar",), "'calendar' holds one key, 'closed': a list of days or day/day, or an .ics file")
            return
        entries = [value["closed"]] if isinstance(value["closed"], str) else value["closed"]
        for index, raw in enumerate(entries):
            try:
                if str(raw).lower().endswith(".ics"):
                    yield from read_closed_days(Path(self.source.file).parent / str(raw))
                    continue
                first, _, last = str(raw).partition("/")
                days = read_day(first), read_day(last or first)
                if days[1] < days[0]:
                    raise ValueError(f"'{raw}' ends before it begins")
                yield days
            except InvalidFiles as error:
                self.faults += error.faults
            except ValueError as error:
                self._fault(("calendar", "closed", index), str(error))

    def _unknown(self, path: Path_, known: Sequence[str], noun: str = "key") -> None:
        key = str(path[-1])
        hint = near_miss(key, known) or f"; known: {', '.join(sorted(known))}"
        self.faults.append(FileFault(self.source.key_position(path), f"unknown {noun} '{key}'{hint}"))

    def _fault(self, path: Path_, message: str) -> None:
        self.faults.append(FileFault(self.source.position(path), message))


def _ambiguous(name: str, error: AmbiguousAmount, source: Source, path: Path_) -> Finding:
    position = source.position(path)
    return Finding(
        id="answers.ambiguous-amount",
        severity="error",
        message=Message(
            text="The amount in {place} can be read in two ways: {problem}. It is treated as not answered.",
            values={"place": str(position), "problem": str(error)},
        ),
        advice=Message(text="Write the amount with digits only, for example 850000."),
        field=name,
    )
