"""Every answer names its request, and so does every line of the log; neither tells of our insides."""

import os
import re
import subprocess
import sys

import pytest

from api.request_ids import HEADER
from bench.servers import free_port, wait_for
from tests.api.conftest import LIST
from tests.api.test_errors import INSIDES
from tests.conftest import ROOT, open_app

PATHS = [LIST, "/", "/robots.txt", "/static/0/js/main.js", "/nothing", "/api/v1/nothing", f"{LIST}?year=x"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_a_name_that_no_other_has(reader, path):
    tag = reader.get(path).headers.get("ETag", "")
    answers = [reader.get(path), reader.get(path), reader.head(path)]
    answers += [reader.get(path, headers={"If-None-Match": tag}), reader.post(path)]
    names = [answer.headers.getlist(HEADER) for answer in answers]
    assert all(len(name) == 1 for name in names)
    assert len({name for [name] in names}) == len(answers)
    assert all(re.fullmatch("[0-9a-f]{16}", name) for [name] in names)


def test_a_plain_name_is_taken_over(reader):
    for name in ("7", "front-1.2_x", "a" * 64):
        assert reader.get(LIST, headers={HEADER: name}).headers[HEADER] == name
        assert reader.get("/api/v1/x", headers={HEADER: name}).json["request_id"] == name


@pytest.mark.parametrize("name", ["", "a" * 65, "a b", "a\tb", "<b>", "é", "a;b", "a\u2028b"])
def test_another_name_is_not(reader, name):
    answer = reader.get(LIST, headers={HEADER: name.encode().decode("latin-1")})
    assert re.fullmatch("[0-9a-f]{16}", answer.headers[HEADER])


def test_a_fault_in_front_of_the_application_is_a_plain_500(filled, tmp_path, caplog):
    app = open_app(filled, tmp_path)
    layer = app.wsgi_app

    def fail(*_):
        raise RuntimeError("secret")

    layer.application = fail
    answer = app.test_client().get(LIST)
    assert (answer.status_code, answer.data) == (500, b"")
    assert re.fullmatch("[0-9a-f]{16}", answer.headers[HEADER])
    assert "secret" not in caplog.text
    assert caplog.records[0].request_id == answer.headers[HEADER]


def test_a_line_that_a_server_logs_names_its_request_and_tells_nothing_of_our_insides(filled, tmp_path):
    """A database that goes away under a running server is told in one line for each request."""
    path, port = tmp_path / "vitrine.db", free_port()
    path.write_bytes(filled.read_bytes())
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}", "PORT": str(port)}
    command = [sys.executable, "-m", "flask", "--app", "app", "start"]
    server = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        wait_for(port, server)
        path.write_bytes(b"This is no database. " * 1000)
        told = subprocess.run(
            ["curl", "-s", "-H", f"{HEADER}: mine", f"http://127.0.0.1:{port}{LIST}?sort=title"],
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
        assert '"request_id":"mine"' in told.stdout
    finally:
        server.terminate()
        logged = server.communicate(timeout=20)[1].decode()
    lines = [line for line in logged.splitlines() if " mine " in line]
    assert lines, logged
    assert not INSIDES.search(logged), logged
