"""Scripts and styles under an address that names the build, so that a browser may keep them for ever."""

import mimetypes
import re
from functools import cache
from pathlib import Path

from flask import Response, current_app, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join

FOLDER = Path(__file__).parent / "static"
MODULES = ("main.js", "address.js", "entry.js", "filters.js", "fold.js", "instrument.js", "list.js")
STYLES = "site.css"
REMARK = re.compile(rb"^ *(//.*|/\*\* .*\*/)$", re.MULTILINE)
"""A line of a script that is a comment. It is sent empty: comments were a seventh of what a visitor loads.
With the lines left, a browser still names a fault by the line of the file."""
PICTURES_FOLDER = Path(__file__).parents[1] / "data" / "files"
PICTURES = {
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}

mimetypes.add_type("text/javascript", ".js")


@cache
def styles() -> str:
    """Join all style sheets in the order of their names: the first declares the layers the others fill."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((FOLDER / "css").glob("*.css")))


@cache
def theme_script() -> Markup:
    """Give the one script that stands in the page itself, to the byte: its hash is in the policy."""
    return Markup((FOLDER / "js" / "theme.js").read_text(encoding="utf-8"))  # noqa: S704 - our own file


def address(path: str) -> str:
    """Give the address of a static file in this build."""
    return url_for("pages.static_file", version=current_app.config["BUILD"], path=path)


def answer(path: str) -> Response:
    """Answer with a static file; how long it may be kept, the layer in front tells by the address."""
    if path == STYLES:
        body, kind = styles().encode(), "text/css; charset=utf-8"
    else:
        body, kind = content(FOLDER, path), _media_type(path)
    if path.endswith(".js"):
        body = REMARK.sub(b"", body)
    return Response(body, content_type=kind)


def picture(name: str) -> Response:
    """Answer with a picture of the owner's; no other file is given, nor SVG, which could hold scripts."""
    kind = PICTURES.get(Path(name).suffix.lower())
    if kind is None:
        raise NotFound
    response = Response(content(PICTURES_FOLDER, name), content_type=kind)
    # A tag of the bytes and no date: the new picture in the place of another may be the older file.
    response.add_etag()
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


def content(folder: Path, name: str) -> bytes:
    """Read a file below a folder; whatever keeps it from being read, it is not there."""
    file = safe_join(str(folder), name)
    try:
        return Path(file or "").read_bytes()
    except (OSError, ValueError):
        raise NotFound from None


def _media_type(file: str) -> str:
    guessed = mimetypes.guess_type(file)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed
