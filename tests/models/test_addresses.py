"""An address that cannot lead anywhere is told by its form, and one that may is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.addresses import CLOSED, dead_by_form

DEAD = {
    "ftp://host.org/x": "http",
    "http:///x": "host",
    "http://nodots/x": "host",
    "http://localhost:8000/": "own",
    "http://192.168.1.4/x": "own",
    "https://127.0.0.1/": "own",
    "https://example.com/paper.pdf": "examples",
    "https://www.example.org": "examples",
    "https://paper.invalid/": "examples",
    "https://https://a.org/x": "twice",
    "https://a.org/a b.pdf": "space",
    "https://a.org/{{ page.url }}": "space",
    "https://a.org/{{page.url}}": "filled in",
    "https://github.com/your-username/code": "filled in",
    "https://a.org/TODO": "filled in",
    "https://a.org/paper...": "cut off",
    "https://a.org/paper…": "cut off",
    "https://a.org/paper.pdf,": "mark",
    "https://a.org/paper.pdf)": "bracket",
    "https://doi.org/": "DOI",
    "https://doi.org/paper": "DOI",
    "https://arxiv.org/abs/": "identifier",
    "https://arxiv.org/pdf": "identifier",
    "http://[::1": "read",
    "https://goo.gl/abc": "forwards",
    "https://plus.google.com/1": "closed",
}
ALIVE = [
    "https://a.org",
    "https://www.cs.sjtu.edu.cn/~zhao/paper.pdf",
    "http://a.org:8080/x?y=1#z",
    "https://doi.org/10.1145/3503222.3507721",
    "https://doi.org/10.1016/S0140-6736(05)17706-2)",
    "https://en.wikipedia.org/wiki/Tree_(graph_theory)",
    "https://arxiv.org/abs/2401.01234",
    "https://arxiv.org/",
    "https://中国.cn/论文",
    "https://testing.org/latest",
    "mailto:me@a.org",
    "/files/paper.pdf",
]


@pytest.mark.parametrize(("url", "word"), DEAD.items())
def test_a_dead_form_is_told(url, word):
    assert word in (dead_by_form(url) or "")


@pytest.mark.parametrize("url", ALIVE)
def test_a_form_that_may_live_is_left_alone(url):
    assert dead_by_form(url) is None


@pytest.mark.parametrize("host", CLOSED)
def test_a_closed_host_is_told_with_and_without_www(host):
    assert dead_by_form(f"https://{host}/x") == dead_by_form(f"https://www.{host}/x") == CLOSED[host]


@given(st.text() | st.text().map("https://{}".format))
def test_any_text_is_judged(url):
    assert dead_by_form(url) is None or dead_by_form(url)
