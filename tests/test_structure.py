"""Hold the shape of the project: who imports whom, how files open, how long they are, what templates omit."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOT_OURS = {"node_modules", "instance", "htmlcov", "test-results", "__pycache__"}
MAX_LINES = 300

# Each part of the project and the parts that it may import.
LOWEST = {"schemas", "formats", "models"}
MAY_IMPORT = {
    "app": {"api", "cli", "config", "frontend", "services"} | LOWEST,
    "api": {"services"} | LOWEST,
    "cli": {"config", "services"} | LOWEST,
    "frontend": {"services"} | LOWEST,
    "services": LOWEST,
    "schemas": set(),
    "formats": set(),
    "models": set(),
    "config": {"schemas"},
}
# The lowest parts are kept apart from the libraries that would give them a second job, too.
HTTP = {"flask", "flask_smorest", "werkzeug"}
DATABASE = {"flask_sqlalchemy", "sqlalchemy"}
MAY_NOT_IMPORT = {
    "schemas": HTTP | DATABASE,
    "formats": HTTP | DATABASE | {"marshmallow"},
    "models": HTTP | {"marshmallow"},
}

# How the comment that opens a file looks, by kind of file.
OPENINGS = {
    ".py": r'"""((?s:.+?))"""',
    ".js": r"((?://.*\n)+|/\*(?s:.+?)\*/)",
    ".css": r"/\*((?s:.+?))\*/",
    ".html": r"\{#-?((?s:.+?))-?#\}",
    ".yaml": r"((?:#.*\n)+)",
    ".toml": r"((?:#.*\n)+)",
    ".txt": r"((?:#.*\n)+)",
}

INLINE = {
    "a style element": r"<style\b",
    "a style attribute": r"<[a-z][^<>]*\sstyle\s*=",
    "an event attribute": r"<[a-z][^<>]*\son[a-z]+\s*=",
    "a javascript: address": r"javascript:",
    "a script, neither file nor data nor the theme": r"<script(?!>\{\{ theme_script \}\}</)"
    r"(?![^>]*(\bsrc=|\btype=\"application/(ld\+)?json\"))",
}


def files(*suffixes):
    """Return one test case for each file of ours with one of these suffixes, named by its path."""
    found = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*") if path.suffix in suffixes)
    return [pytest.param(path, id=path.as_posix()) for path in found if is_ours(path)]


def is_ours(path):
    """Tell whether a path lies outside the folders that tools write."""
    return not any(part.startswith(".") or part in NOT_OURS for part in path.parts)


def part_of(path):
    """Return the part of the project that a file belongs to: its first folder, or its own name."""
    return path.parts[0].removesuffix(".py")


def imports(path):
    """Return the first names of all modules that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(path.parts[: -node.level] if node.level else ())
            names.add(f"{above}.{node.module or ''}".strip(".").split(".")[0])
    return names


def opening(path):
    """Return the first paragraph of the comment that a file opens with, or an empty string."""
    text = re.sub(r"\A#!.*\n", "", (ROOT / path).read_text("utf-8"))
    found = re.match(OPENINGS[path.suffix], text)
    comment = found[1].strip() if found else ""
    lines = [line.strip(" \t*/#") for line in comment.splitlines()]
    return "\n".join(lines).strip().split("\n\n")[0]


def of_our_parts(cases):
    """Return the cases whose file belongs to a part that the table of imports names."""
    return [case for case in cases if part_of(case.values[0]) in MAY_IMPORT]


@pytest.mark.parametrize("path", of_our_parts(files(".py")))
def test_imports_point_one_way(path):
    part = part_of(path)
    ours = imports(path) & MAY_IMPORT.keys()
    assert ours <= MAY_IMPORT[part] | {part}
    assert not imports(path) & MAY_NOT_IMPORT.get(part, set())


@pytest.mark.parametrize("path", files(*OPENINGS))
def test_every_file_opens_with_a_sentence(path):
    if path.name == "__init__.py" and not (ROOT / path).read_text("utf-8").strip():
        return
    first = opening(path)
    assert re.match(r"\W*\w", first), "the file opens with no comment"
    assert first.endswith("."), f"this is no sentence: {first!r}"


# A migration is written by Alembic, in one piece for each step of the schema.
WRITTEN_BY_US = [
    case for case in files(".py", ".js", ".css", ".html") if part_of(case.values[0]) != "migrations"
]


@pytest.mark.parametrize("path", WRITTEN_BY_US)
def test_no_file_outgrows_its_subject(path):
    assert len((ROOT / path).read_text("utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("path", files(".html"))
@pytest.mark.parametrize("what", INLINE)
def test_templates_carry_no_inline_style_or_script(path, what):
    markup = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", (ROOT / path).read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(INLINE[what], markup, re.IGNORECASE), f"{path} has {what}"
