"""Hold every tool and library to one exact version, the same on every machine."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EXACT = re.compile(r"[\w.-]+==\d[\w.]*")
LISTS = ["requirements.txt", "requirements-dev.txt", "requirements-bench.txt", "requirements.lock"]
PACKAGES = ["package.json", "bench/package.json"]


def pins(name):
    """Return the lines of a requirements file that name a package."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r ", "-c "))]


@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_is_pinned_exactly(name):
    assert pins(name)
    assert [line for line in pins(name) if not EXACT.fullmatch(line)] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_lock_agrees_with_what_is_asked_for(name):
    assert set(pins(name)) <= set(pins("requirements.lock"))


@pytest.mark.parametrize("name", PACKAGES)
def test_every_javascript_tool_is_pinned_exactly(name):
    package = json.loads((ROOT / name).read_text("utf-8"))
    assert "dependencies" not in package, "the scripts need nothing at run time"
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["devDependencies"].values())


@pytest.mark.parametrize("name", PACKAGES)
def test_the_lock_of_the_javascript_tools_names_hashes_and_no_host(name):
    lock = json.loads((ROOT / name.replace(".json", "-lock.json")).read_text("utf-8"))
    packages = {path: entry for path, entry in lock["packages"].items() if path}
    assert [path for path, entry in packages.items() if "resolved" in entry] == []
    assert [path for path, entry in packages.items() if "integrity" not in entry] == []
