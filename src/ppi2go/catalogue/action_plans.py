"""Loads action plans and the rules of the mapping; the answers of each project keep their place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ppi2go.catalogue.layers import Layer, Layered, merge
from ppi2go.catalogue.lint.action_plans import criteria_weights
from ppi2go.catalogue.lint.document import Document, Scope
from ppi2go.catalogue.load import Folders
from ppi2go.catalogue.validation import validate
from ppi2go.catalogue.yaml_reader import Path_, Source, read_yaml
from ppi2go.errors import FileFault, InvalidFiles, UsageError, near_miss
from ppi2go.model.action_plan import ActionPlan, MappingRules, Project
from ppi2go.resources import folder

FOLDER = "action-plans"
RULES = "mapping.yaml"


@dataclass(frozen=True)
class LoadedActionPlan:
    """An action plan, and the answers of its projects as files of answers of their own."""

    plan: ActionPlan
    file: Path
    answers: dict[str, Source]


def find_action_plan(name: Path) -> Path:
    """Return the file, or the shipped one of that id; raise UsageError where there is neither."""
    if name.is_file():
        return name
    shipped = {file.stem: file for file in sorted(folder(FOLDER).glob("*.yaml"))}
    if str(name) in shipped:
        return shipped[str(name)]
    hint = near_miss(str(name), shipped)
    raise UsageError(f"'{name}' is neither a file nor a shipped action plan{hint} (shipped: {', '.join(shipped)})")


def is_action_plan(source: Source) -> bool:
    """Tell an action plan from an answers file by its keys."""
    return isinstance(source.data, dict) and "projects" in source.data


def load_mapping_rules(folders: Folders) -> MappingRules:
    """Load the criteria of the mapping and the rules of sharing."""
    path = folders.find(RULES)
    if path is None:
        raise UsageError(f"the file '{RULES}' is missing in {folders.paths[-1]}")
    data = merge([Layer("EU", read_yaml(path, name=folders.shown(path)))])
    rules = validate(MappingRules, data, data.key_position)
    faults = list(criteria_weights(Document("mapping", data, Scope())))
    if faults:
        raise InvalidFiles(faults)
    return rules


def load_action_plan(file: Path, rules: MappingRules) -> LoadedActionPlan:
    """Load an action plan; raise InvalidFiles with every fault of the file and of the answers files that it names."""
    source = read_yaml(file)
    layered = Layered(source.data, {(): (Layer(file.stem, source), ())})
    plan = validate(ActionPlan, layered, layered.key_position)
    faults = [*_dangling(plan, source), *_unscored(plan, source, rules)]
    answers: dict[str, Source] = {}
    for index, project in enumerate(plan.projects):
        try:
            answers[project.id] = _answers(project, index, plan, source, file)
        except InvalidFiles as error:
            faults += error.faults
    if faults:
        raise InvalidFiles(faults)
    return LoadedActionPlan(plan, file, answers)


def _answers(project: Project, index: int, plan: ActionPlan, source: Source, file: Path) -> Source:
    """Return the answers of a project: a part of the file, or the file that it names."""
    place: Path_ = ("projects", index, "answers")
    if isinstance(project.answers, str):
        found = read_yaml(file.parent / project.answers)
        if not isinstance(found.data, dict):
            raise InvalidFiles([FileFault(found.position(()), "an answers file is a mapping (country: SK, theme: …)")])
        place = ()
    else:
        depth = len(place)
        marks = {path[depth:]: at for path, at in source.marks.items() if path[:depth] == place}
        keys = {path[depth:]: at for path, at in source.keys.items() if path[:depth] == place}
        found = Source(source.file, dict(source.data["projects"][index]["answers"]), marks, keys)
    country = found.data.setdefault("country", plan.country)
    if country != plan.country:
        message = f"this plan is for {plan.country}; a project of {country} belongs in a plan of its own"
        raise InvalidFiles([FileFault(found.position(("country",)), message, "unknown-country")])
    if not found.data.get("theme"):
        raise InvalidFiles([FileFault(found.position(()), "the key 'theme' is missing", "missing-key")])
    return found


def _dangling(plan: ActionPlan, source: Source) -> Iterator[FileFault]:
    """Find names of projects and mapped needs that are not there, and names that stand twice."""
    projects = [project.id for project in plan.projects]
    mapped = [need.id for need in plan.mapping]
    for name, ids in (("projects", projects), ("mapping", mapped), ("funding", [item.id for item in plan.funding])):
        for index, entry_id in enumerate(ids):
            if entry_id in ids[:index]:
                yield FileFault(
                    source.position((name, index, "id")), f"the id '{entry_id}' stands twice", "duplicate-id"
                )
    for number, item in enumerate(plan.funding):
        for index, name in enumerate(item.projects):
            if name not in projects:
                place = source.position(("funding", number, "projects", index))
                yield FileFault(place, f"no project has the id '{name}'{near_miss(name, projects)}", "unknown-entry")
    for index, project in enumerate(plan.projects):
        if project.mapped is not None and project.mapped not in mapped:
            place = source.position(("projects", index, "mapped"))
            message = f"no mapped need has the id '{project.mapped}'{near_miss(project.mapped, mapped)}"
            yield FileFault(place, message, "unknown-entry")


def _unscored(plan: ActionPlan, source: Source, rules: MappingRules) -> Iterator[FileFault]:
    """Find mapped needs without a score for every criterion, and scores for criteria that there are not."""
    known = [criterion.id for criterion in rules.criteria]
    for index, need in enumerate(plan.mapping):
        for name in need.scores:
            if name not in known:
                place = source.key_position(("mapping", index, "scores", name))
                yield FileFault(place, f"no criterion has the id '{name}'{near_miss(name, known)}", "unknown-entry")
        for name in known:
            if name not in need.scores:
                place = source.key_position(("mapping", index, "scores"))
                yield FileFault(place, f"the score of the criterion '{name}' is missing", "missing-key")
