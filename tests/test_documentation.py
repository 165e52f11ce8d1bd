"""The documentation says what the code does: settings, commands, addresses, parameters, examples that run."""

import http.client
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app import create_app
from bench.servers import vitrine
from config import SETTINGS
from formats.registry import FORMATS
from formats.tables import COLUMNS
from models import db, tokens
from schemas import grammar, vocabulary
from schemas.profile_parts import ProfileFile

ROOT = Path(__file__).parent.parent
WRITTEN_HERE = "http://127.0.0.1:8000"
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
PLACES = [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in DOCUMENTS]


def text_of(name):
    return (ROOT / name).read_text("utf-8")


def rows(name, heading):
    """Read the first table under a heading: the cells of each row, without code marks."""
    section = re.search(rf"^##+ {heading}\n(.*?)(?=^## |\Z)", text_of(name), re.DOTALL | re.MULTILINE)[1]
    table = re.search(r"^\| --- .*\n((?:\|.*\n)+)", section, re.MULTILINE)[1]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]


def codes(cell):
    return re.findall(r"`([^`]+)`", cell)


def test_the_settings_of_the_readme_are_those_of_the_code():
    written = [[cell.replace("`", "") for cell in row] for row in rows("README.md", "Settings")]
    assert written == [[setting.name, setting.default, setting.meaning] for setting in SETTINGS]


def commands_of_ours(app):
    """List the commands that cli/ defines, without those of the libraries."""
    return [
        name
        for name, command in app.cli.commands.items()
        if getattr(command.callback, "__module__", "").split(".")[0] == "cli"
    ]


def test_every_command_of_ours_is_in_the_readme(app):
    ours = set(commands_of_ours(app))
    assert {"load", "dump", "start", "catalogue"} <= ours
    written = {codes(row[0])[0].split()[1] for row in rows("README.md", "Commands")}
    assert written == ours | {"db"}


def test_every_command_shows_an_example(runner, app):
    for name in commands_of_ours(app):
        assert f"flask {name}" in runner.invoke(args=[name, "--help"]).output.partition("Example:")[2]


def test_every_address_of_the_contract_is_documented(client):
    written = {path for row in rows("docs/api.md", "Addresses") for path in codes(row[0])}
    served = set(client.get("/api/v1/openapi.json").json["paths"])
    assert written == served | {"/api/v1/openapi.json", "/api/v1/docs"}


def test_every_parameter_is_documented_with_all_its_words():
    written = {codes(row[0])[0]: row[1] for row in rows("docs/api.md", "Parameters")}
    assert list(written) == [name for name in grammar.ORDER if name in written]
    assert set(written) == set(grammar.Query().fields)
    words = {
        "status": vocabulary.STATUSES,
        "role": vocabulary.ROLES,
        "selected": ("true", "false"),
        "sort": (*vocabulary.SORTS, "-"),
        "facets": vocabulary.FACETS,
        "group_by": (*vocabulary.GROUPS, "none"),
        "lang": vocabulary.LANGUAGES,
    }
    for name, expected in words.items():
        assert set(codes(written[name])) == set(expected), name


def test_every_key_of_a_publication_is_documented():
    first_cells = [row[0] for row in rows("docs/api.md", "A publication")]
    assert sorted(key for cell in first_cells for key in codes(cell)) == sorted(vocabulary.ITEM_KEYS)


def test_every_error_that_the_contract_names_is_documented(client):
    written = {code for row in rows("docs/api.md", "Errors") for code in codes(row[0])}
    paths = client.get("/api/v1/openapi.json").json["paths"].values()
    operations = [operation for item in paths for name, operation in item.items() if name != "parameters"]
    named = {
        status for each in operations for status, told in each["responses"].items() if "$ref" not in told
    }
    assert named - {"200", "201", "204"} <= written


def test_every_download_is_documented():
    written = [[codes(cell)[0] for cell in row[:2]] for row in rows("docs/formats.md", "Downloads")]
    assert written == [[extension, form.media_type] for extension, form in FORMATS.items()]


def test_the_columns_of_csv_are_documented_in_order():
    listed = re.search(r"CSV has these columns: (.*?)\.\s", text_of("docs/formats.md"), re.DOTALL)[1]
    assert codes(listed) == [column.name for column in COLUMNS]


def test_every_key_of_the_profile_file_is_documented():
    text = re.search(r"## The profile file\n(.*?)\n## ", text_of("docs/formats.md"), re.DOTALL)[1]
    whole = ProfileFile()
    sections = [codes(row[0])[0] for row in rows("docs/formats.md", "The profile file")]
    assert sections == list(whole.fields)
    for field in whole.fields.values():
        entry = getattr(field, "inner", field).schema
        for key, inner in entry.fields.items():
            assert f"`{inner.data_key or key}`" in text, key


def test_every_table_is_documented():
    written = {name for row in rows("docs/architecture.md", "What is stored") for name in codes(row[0])}
    assert written == set(db.metadata.tables)


def test_the_map_names_every_folder():
    map_of_files = text_of("docs/architecture.md").split("```")[1]
    named = {line.split()[0].rstrip("/") for line in map_of_files.strip().splitlines()}
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    assert folders | {"app.py", "config.py", "data"} <= named
    assert all((ROOT / name).exists() for name in named)


@pytest.mark.parametrize("path", PLACES)
def test_links_between_documents_lead_somewhere(path):
    prose = re.sub(r"^( *)```.*?^\1```", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if urlsplit(target).scheme:
            continue
        name, _, anchor = target.partition("#")
        led = (path.parent / name).resolve() if name else path
        assert led.exists(), target
        if anchor:
            assert anchor in headings(led), target


def headings(path):
    """List the anchors of a document's headings."""
    titles = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_what_shows_a_defence_is_there():
    table = rows("docs/security.md", "What stands against it")
    shown = [name for *_, cell in table for name in codes(cell)]
    assert len(shown) >= len(table) - 2
    assert [name for name in shown if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("path", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_is_short(path):
    assert len(path.read_text("utf-8").splitlines()) < 30


@pytest.mark.parametrize("name", ["README.md", "docs/api.md"])
def test_settings_and_files_named_in_prose_exist(name):
    known = {setting.name for setting in SETTINGS}
    assert set(re.findall(r"`([A-Z]{2,}(?:_[A-Z]+)+)`", text_of(name))) <= known


def examples(*names, writing=False):
    """Collect the curl examples of the documents that read, or write, each with its answer."""
    cases = []
    for name in names or ("README.md", "docs/api.md"):
        for block in re.findall(r"^```console\n(.*?)^```", text_of(name), re.DOTALL | re.MULTILINE):
            for command, answer in re.findall(r"^\$ (curl .*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
                if ("$TOKEN" in command) == writing:
                    cases.append(pytest.param(command, answer, id=f"{name}: {command}"))
    return cases


def run(command, site):
    """Do what a curl command does, as far as the documents use it; give what it would print."""
    words = shlex.split(command.replace(WRITTEN_HERE, site))[1:]
    address, options = words.pop(), iter(words)
    method, shown, headers, sent = "GET", False, {}, None
    for option in options:
        assert option in ("-H", "-I", "-i", "-X", "-d"), f"an option that the tests do not know: {option}"
        method = "HEAD" if option == "-I" else next(options) if option == "-X" else method
        shown = shown or option in ("-I", "-i")
        sent = next(options).encode() if option == "-d" else sent
        if option == "-H":
            name, _, value = next(options).partition(": ")
            headers[name] = value
    if "If-None-Match" in headers:
        headers["If-None-Match"] = ask("GET", address, {})[0].headers["ETag"]
    answer, body = ask(method, address, headers, sent)
    told = [f"{name}: {value}" for name, value in answer.getheaders()]
    return "\n".join([f"HTTP/1.1 {answer.status} {answer.reason}", *told, "", body]) if shown else body


def ask(method, address, headers, sent=None):
    """Ask a live site; give the answer and its text."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request(method, f"{parts.path}?{parts.query}".rstrip("?"), sent, headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def squeeze(text):
    """Drop white space, which printed JSON has and sent JSON has not."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize(("command", "answer"), examples())
def test_an_example_answers_as_printed(command, answer, site):
    said = squeeze(run(command, site)).replace(site, WRITTEN_HERE)
    parts = [re.escape(part) for part in squeeze(answer).split("…")]
    assert re.fullmatch(".*".join(parts), said, re.DOTALL), f"{answer}\n--- but it was ---\n{said}"


def test_the_examples_of_writing_answer_as_printed_one_after_the_other(app, tmp_path):
    """They build on each other, so they are asked in turn of one site that nobody else writes to."""
    secret = tokens.make(db.session(), "example", ["admin"], None)
    db.session.commit()
    with vitrine(tmp_path / "vitrine.db") as server:
        for case in examples("docs/api.md", writing=True):
            command, answer = case.values
            test_an_example_answers_as_printed(command.replace("$TOKEN", secret), answer, server.address)


def test_the_readme_writes_as_printed_one_command_after_the_other(filled, tmp_path):
    """In a folder of its own: curl is asked of a live site, and a shell runs the rest."""
    shutil.copy(filled, tmp_path / "vitrine.db")
    shell = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/vitrine.db", "TOKEN": ""}
    section = re.search(r"^## Write to it\n(.*?)^## ", text_of("README.md"), re.DOTALL | re.MULTILINE)[1]
    blocks = "".join(re.findall(r"^```console\n(.*?)^```", section, re.DOTALL | re.MULTILINE))
    with vitrine(tmp_path / "vitrine.db") as server:
        for command, printed in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", blocks, re.MULTILINE):
            if command.startswith("curl "):
                said = run(command.replace("$TOKEN", shell["TOKEN"]), server.address)
            else:
                said, shell["TOKEN"] = in_shell(command, tmp_path, shell)
            said = squeeze(said).replace(server.address, WRITTEN_HERE)
            parts = [re.escape(part) for part in squeeze(printed).split("…")]
            assert re.fullmatch(".*".join(parts), said, re.DOTALL), f"{printed}\n--- but it was ---\n{said}"


def test_who_follows_the_readme_makes_no_token_twice():
    made = re.findall(r"flask token create ([a-z]+)", text_of("README.md"))
    assert len(set(made)) == len(made) > 1


def in_shell(command, folder, environment):
    """Run a line in a shell; give what it printed, and the token that it has then."""
    flask = shlex.join([sys.executable, "-m", "flask", "--app", str(ROOT / "app.py")])
    script = f"{command.replace('.venv/bin/flask', flask)}\nprintf '\\0%s' \"$TOKEN\""
    options = {"capture_output": True, "text": True, "check": True, "timeout": 60}
    done = subprocess.run(["sh", "-c", script], cwd=folder, env=environment, **options)
    said, _, token = done.stdout.rpartition("\0")
    return done.stderr + said, token


def test_there_are_examples_of_every_kind():
    commands = [case.values[0] for case in (*examples(), *examples(writing=True))]
    for address in (
        "publications?",
        "publications.csv",
        "publications/",
        "profile",
        "venues/",
        "metrics",
        "changes?",
        "changes/3/revert",
        "v1/'",
    ):
        assert any(f"/api/v1/{address}".replace("/v1/v1", "/v1") in command for command in commands), address


def test_a_bad_setting_is_told_as_the_readme_promises():
    with pytest.raises(Exception, match=r"^PORT must be a whole number from 1 to 65535, not 'x'\.$"):
        create_app({"PORT": "x"})
