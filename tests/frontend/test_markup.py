"""Every page is valid HTML, by html-validate."""

import shutil
import subprocess

import pytest

from tests.conftest import ROOT

VALIDATOR = ROOT / "node_modules" / ".bin" / "html-validate"
PAGES = {
    "home": "/",
    "home in Chinese": "/?lang=zh",
    "filtered": "/?year=2024&rank=CCF-A&venue=!taco&q=gpu&sort=title&group_by=venue",
    "grouped by rank": "/?group_by=rank",
    "not grouped": "/?group_by=none&lang=zh",
    "empty": "/?year=2019&status=preprint",
    "unreadable": "/?year=abc&rank=CCF-D",
    "second of three": "/?per_page=10&page=2",
    "beyond the last": "/?page=99",
    "publication": "/publications/zhao2025edas",
    "preprint in Chinese": "/publications/xullm?lang=zh",
    "missing": "/publications/zhao2025eda",
    "editor": "/editor",
    "editor in Chinese": "/editor?lang=zh",
}


@pytest.mark.skipif(not shutil.which("node"), reason="Node.js was not found, so html-validate cannot run")
@pytest.mark.skipif(not VALIDATOR.exists(), reason="html-validate is not installed: npm ci --ignore-scripts")
def test_every_page_is_valid(reader, tmp_path):
    files = []
    for name, path in PAGES.items():
        files.append(tmp_path / f"{name}.html")
        files[-1].write_bytes(reader.get(path).data)
    command = [VALIDATOR, "--config", ROOT / ".htmlvalidate.json", "--formatter", "text", *files]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert told.returncode == 0, told.stdout.replace(str(tmp_path), "") + told.stderr
