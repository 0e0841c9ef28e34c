"""The logo that a house puts at the head of the first page: a PNG or JPEG picture, and the size it is shown in."""

import io
import struct
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ppi2go.errors import UsageError

_WIDEST, _HIGHEST = 60.0, 18.0
"""Millimetres: beside the text of an A4 page a larger logo would be a poster."""
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpeg"}


@dataclass(frozen=True)
class Logo:
    """A picture and its size on paper, in millimetres."""

    data: bytes
    media_type: str
    width: float
    height: float

    @property
    def suffix(self) -> str:
        """Return the ending of its file name, without the dot."""
        return _SUFFIXES[self.media_type]


def read_logo(path: Path) -> Logo:
    """Return the picture, made to fit; raise UsageError where the file is not a PNG or JPEG."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _read(path: Path, _changed: int) -> Logo:
    from xlsxwriter.exceptions import XlsxWriterException
    from xlsxwriter.image import Image

    data = path.read_bytes()
    try:
        image = Image(io.BytesIO(data))
        media_type = _MEDIA_TYPES[image.image_type]
        scale = min(_WIDEST / image.width, _HIGHEST / image.height)
    except (XlsxWriterException, KeyError, IndexError, ZeroDivisionError, struct.error):
        raise UsageError(f"--logo: '{path}' is not a whole PNG or JPEG picture; save it as one of them") from None
    return Logo(data, media_type, round(image.width * scale, 2), round(image.height * scale, 2))
