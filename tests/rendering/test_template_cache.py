"""The cache of compiled templates must never carry code from a laxer environment into the sandbox."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from jinja2.exceptions import SecurityError

from ppi2go.l10n import Language
from ppi2go.rendering.environment import make_environment
from ppi2go.rendering.template_cache import template_cache


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_folder_is_ours_alone(tmp_path: Path) -> None:
    assert template_cache("x")
    folder = next((tmp_path / "cache/ppi2go").iterdir())
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o770)
    assert template_cache("x") is None


def test_without_a_home_there_is_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/no-such-folder")
    assert template_cache("x") is None


def test_code_of_an_open_environment_is_not_run_in_the_sandbox(tmp_path: Path) -> None:
    (tmp_path / "a.html.j2").write_text("{{ value }}{{ items|length }}", "utf-8")
    open_ = Environment(loader=FileSystemLoader(tmp_path), bytecode_cache=template_cache("open"), autoescape=False)
    assert open_.get_template("a.html.j2").render(value="<b>", items=[]) == "<b>0"
    sandboxed = make_environment(Language("en"), tmp_path)
    items: list[int] = []
    for _ in range(2):
        template = make_environment(Language("en"), tmp_path).get_template("a.html.j2")
        assert template.render(value="<b>", items=items).startswith("&lt;b&gt;")
    (tmp_path / "b.html.j2").write_text("{{ value.__class__.__mro__ }}", "utf-8")
    with pytest.raises(SecurityError):
        sandboxed.get_template("b.html.j2").render(value="x")
