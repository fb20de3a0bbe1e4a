"""Addresses of pictures in a book -> their bytes, from a few folders and data: URLs alone.

No network, no redirects, no link that leads out of the folders, nothing but raster pictures (and,
from the theme's own folders, fonts).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = ["Jail", "allowed_file"]

_PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".bmp": "image/bmp",
}
_FONTS = {".ttf": "font/ttf", ".otf": "font/otf", ".woff": "font/woff", ".woff2": "font/woff2"}
_STYLES = {".css": "text/css"}
_DATA = re.compile(r"(?i)data:(?:image/(?:png|jpe?g|gif|webp|bmp|tiff)|font/\w+)\s*[;,]")


def allowed_file(url: str, folders: Sequence[Path]) -> Path | None:
    """The file that a file: address means, if it lies inside one of `folders`, links followed."""
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
        return None
    try:
        path = Path(url2pathname(parts.path)).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None
    for folder in folders:
        if path.is_file() and path.is_relative_to(folder.resolve()):
            return path
    return None


class Jail(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Answers for files inside the allowed folders and for embedded pictures; refuses the rest."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._folders = tuple(folders)

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The response for `url`. Raises ValueError for whatever may not be read."""
        if url[:5].lower() == "data:":
            if not _DATA.match(url):
                raise ValueError("only raster pictures may be embedded")
            return super().fetch(url, headers)
        path = allowed_file(url, self._folders)
        if path is None:
            raise ValueError("not a file inside the edition's folders")
        kind = {**_PICTURES, **_FONTS, **_STYLES}.get(path.suffix.lower())
        if kind is None:
            raise ValueError(f"{path.suffix or 'such'} files are not read")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
