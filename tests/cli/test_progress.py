"""Long imports show how far they are to who looks, and nothing to a script."""

import os
import pty
import subprocess
import sys

import pytest

from tests.conftest import ROOT

IMPORT = [sys.executable, "-m", "flask", "--app", "app", "import", "--dry-run", "--owner", "Ada Lindqvist"]


def run(paths, stderr, folder):
    """Try to bring files into a database that is not there."""
    settings = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/new.db"}
    command = [*IMPORT, *map(str, paths)]
    return subprocess.run(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=stderr, timeout=60, check=True
    )


@pytest.fixture
def files(tmp_path):
    """Many files of an entry each."""
    made = [tmp_path / f"{number}.bib" for number in range(25)]
    for number, file in enumerate(made):
        file.write_text(
            f"@misc{{k{number}, title={{Of Rain {chr(65 + number)}}}, author={{Ada L}}}}", "utf-8"
        )
    return made


def test_who_looks_sees_files_and_entries_go_by(files, tmp_path):
    ours, theirs = pty.openpty()
    try:
        run(files, theirs, tmp_path)
        os.set_blocking(ours, False)
        shown = os.read(ours, 1_000_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    for what in ("Reading", "Matching"):
        assert what in shown
    assert shown.count("100%") == 2


def test_a_script_is_told_nothing_of_it(files, tmp_path):
    assert run(files, subprocess.PIPE, tmp_path).stderr == b""
