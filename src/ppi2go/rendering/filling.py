"""Fills a template, and says in which line of which file what went wrong."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplatesNotFound
from jinja2.exceptions import SecurityError

from ppi2go.errors import FileFault, InvalidFiles, Position, UsageError, near_miss
from ppi2go.rendering.template_limits import TemplateLimit
from ppi2go.resources import folder

_TOO_DEEP = (RecursionError, MemoryError, SyntaxError)
"""What Python says of a template that is nested too deeply, or that uses itself without end."""
_SAID_BY_VALUES = (AssertionError, AttributeError, TypeError, ValueError, ArithmeticError, LookupError)


class LimitReached(InvalidFiles):
    """Raised when a template ran into a limit; the next documents would only run into it again."""


def fill_template(environment: Environment, name: str, context: dict[str, Any]) -> str:
    """Return the filled template; raise InvalidFiles with the line, UsageError where there is no such template."""
    begin = getattr(environment, "begin", None)  # of a GuardedEnvironment, which is loaded only where it is needed
    if begin:
        begin(context)
    try:
        return environment.get_template(name).render(context)
    except TemplateNotFound as error:
        if error.name == name:
            raise UsageError(f"the template '{name}' is missing") from None
        raise InvalidFiles([_missing(error, environment, name)]) from None
    except TemplateError as error:
        place, kind = (
            _place(error, environment, name),
            LimitReached if isinstance(error, TemplateLimit) else InvalidFiles,
        )
        raise kind([FileFault(place, str(error.message or error), _rule(error))]) from None
    except _TOO_DEEP as error:
        message = "the template is nested too deeply, or uses itself without end"
        raise LimitReached([FileFault(_place(error, environment, name), message, "template-unsafe")]) from None
    except _SAID_BY_VALUES as error:
        if _template_line(error.__traceback__) is None and not begin:
            raise  # a fault of the program, not of a template
        raise InvalidFiles([FileFault(_place(error, environment, name), _in_words(error), "template-value")]) from None


def _rule(error: TemplateError) -> str:
    if isinstance(error, SecurityError):
        return "template-unsafe"
    return "template-syntax" if getattr(error, "lineno", None) else "template-value"


def _missing(error: TemplateNotFound, environment: Environment, name: str) -> FileFault:
    wanted = error.templates[0] if isinstance(error, TemplatesNotFound) and error.templates else error.name
    known = sorted(path.relative_to(folder("templates")).as_posix() for path in folder("templates").rglob("*.j2"))
    return FileFault(
        _place(error, environment, name),
        f"no template is called '{wanted}'{near_miss(str(wanted), known)}",
        "template-import",
    )


def _place(error: BaseException, environment: Environment, name: str) -> Position:
    """Return the place that the error names itself, else the last line of a template that was run."""
    line, filename = getattr(error, "lineno", None), getattr(error, "filename", None)
    if not (line and filename) or isinstance(error, SyntaxError):
        filename, line = _template_line(error.__traceback__) or (_file_of(environment, name), 1)
    return Position(shown_file(filename), line)


def _file_of(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[1] or f"templates/{name}"


def _template_line(traceback: TracebackType | None) -> tuple[str, int] | None:
    """Return file and line of the last frame of a template; Jinja has put them in place of those of its code."""
    found = None
    while traceback:
        frame = traceback.tb_frame
        if "__jinja_exception__" in frame.f_globals:
            found = frame.f_code.co_filename, traceback.tb_lineno
        elif "__jinja_template__" in frame.f_globals:
            template = frame.f_globals["__jinja_template__"]
            found = str(template.filename), template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def shown_file(filename: str) -> str:
    """Return the name of a file in messages: a shipped one as `templates/…`, a user's as it is."""
    path, ours = Path(filename), folder("templates")
    return f"templates/{path.relative_to(ours).as_posix()}" if path.is_relative_to(ours) else filename


def _in_words(error: Exception) -> str:
    text = str(error)
    match error:
        case ZeroDivisionError():
            return "division by zero"
        case KeyError():
            return f"there is no {text}"
        case _:
            return text or "a value of another kind is expected here"
