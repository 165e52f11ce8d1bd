"""No reader takes more memory than so many times its text, however the text is made to swell."""

import json
import time
import tracemalloc

import pytest

from formats.readers import READERS

TIMES = 80
"""How many times its text a reader may take at most, all that it gives included."""
MORE_TIMES = {"front-matter": 400, "acad-homepage": 300}
"""The same of readers that never look at more than 100,000 and 400,000 characters."""
BESIDE = 200_000
"""Bytes for what does not grow with the text."""


def front(body):
    """Write front matter of a publication, as large as is looked at."""
    return f"---\ncollection: publications\ntitle: T\n{body[:95_000]}\n---\n"


def nested(opening, closing, depth):
    """Write a depth that is closed again."""
    return opening * depth + closing * depth


# Shapes of texts, by the formats that they are for; each makes about as many characters as it is asked for.
ANY = {
    f"one {sign!r} after another": lambda size, sign=sign: sign * (size // len(sign))
    for sign in [
        "x",
        "\n",
        "@",
        "\\",
        "{",
        "[",
        "<",
        '"',
        "*",
        "> ",
        "&",
        "李",
        "- ",
        "# A\n",
        "A, B. 2020.\n\n",
    ]
}
BIBTEX = {
    "entries": lambda size: "@a{b,title=c}\n" * (size // 14),
    "empty entries": lambda size: "@a{b}" * (size // 5),
    "heads": lambda size: "@a{" * (size // 3),
    "depth": lambda size: "@a{b, title={" + nested("{", "}", size // 2) + "}}",
    "one value": lambda size: "@a{b, title={" + "word " * (size // 5) + "}}",
    "one field again and again": lambda size: "@a{b, title=c," + "f={x}," * (size // 6) + "}",
    "fields": lambda size: "@a{b, title=c," + "".join(f"f{n}={{x}}," for n in range(size // 12)) + "}",
    "authors": lambda size: "@a{b, title=c, author={" + "A B and " * (size // 8) + "C}}",
    "accents": lambda size: "@a{b, title={" + r"\'e" * (size // 3) + "}}",
    "macros that double": lambda size: (
        "".join(f"@string{{m{n}=m{n - 1} # m{n - 1}}}" for n in range(1, size // 24)) + "@a{b, title=m99}"
    ),
    "a long macro": lambda size: (
        '@string{m="' + "x" * (size // 4) + '"}' + "@a{b,title=m # m}\n" * (size // 25)
    ),
    "one parent": lambda size: (
        "@book{p, booktitle={" + "x" * (size // 2) + "}}" + "@a{c, crossref=p, title=t}\n" * (size // 54)
    ),
}
RIS = {
    "depth": lambda size: "TY  - A\nTI  - " + "x" * size,
    "entries": lambda size: "TY  - A\nTI  - b\nER  - \n" * (size // 23),
    "heads": lambda size: "TY  - A\n" * (size // 8),
    "authors": lambda size: "TY  - A\nTI  - b\n" + "AU  - A B\n" * (size // 10),
    "lines that go on": lambda size: "TY  - A\nTI  - b\n" + "x\n" * (size // 2),
}
XML = {
    "entries": lambda size: "<dblp>" + "<article><title>T.</title></article>" * (size // 36) + "</dblp>",
    "depth": lambda size: "<dblp>" + nested("<x>", "</x>", size // 7) + "</dblp>",
    "fields": lambda size: "<article><title>T</title>" + "<author>x</author>" * (size // 18) + "</article>",
    "attributes": lambda size: "<article " + " ".join(f'a{n}="1"' for n in range(size // 10)) + "/>",
    "references": lambda size: "<article><title>" + "&auml;&#100;" * (size // 12) + "</title></article>",
    "a bomb of entities": lambda size: (
        '<!DOCTYPE dblp [<!ENTITY a0 "aaaaaaaaaa">'
        + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        + f"]><article><title>&a9;</title></article>{' ' * size}"
    ),
}
YAML = {
    "keys": lambda size: front("\n".join(f"k{n}: v" for n in range(size // 9))),
    "a list": lambda size: front("a: [" + "[]," * (size // 3)),
    "authors": lambda size: front("authors:\n" + "- a\n" * (size // 4)),
    "depth": lambda size: front("a: " + "[" * size),
    "a bomb of aliases": lambda size: front(
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        + "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))
        + "\n#" * (size // 2)
    ),
    "TOML": lambda size: "+++\na = [" + "[]," * (min(size, 18_000) // 3) + "]\n+++\n",
}
PAGE = {
    "items": lambda size: "# Publications\n" + "- A. *T*. 2020\n" * (size // 14),
    "links": lambda size: "# Publications\n" + ("- " + "[a](b) " * 1000 + "\n") * -(-size // 7000),
    "boxes": lambda size: "<div class='paper-box'>\n[T](u)\n</div>\n" * (size // 38),
    "depth": lambda size: "# Publications\n" + nested("<div>", "</div>", size // 11),
}


def of_json(work):
    """Make the shapes of JSON, around a work of a reader's own."""
    return {
        "works": lambda size: json.dumps([work] * (size // (len(json.dumps(work)) + 2))),
        "empty works": lambda size: "[" + "{}," * (size // 3) + "{}]",
        "numbers": lambda size: "[" + "0," * (size // 2) + "0]",
        "depth": lambda size: nested("[", "]", size // 2),
        "one value": lambda size: json.dumps({**work, "abstract": "w " * (size // 2)}),
        "keys": lambda size: json.dumps({**work, **{f"k{n}": 0 for n in range(size // 12)}}),
        "authors": lambda size: json.dumps(
            {**work, **dict.fromkeys(("author", "authors", "authorships"), [{"name": "A"}] * (size // 50))}
        ),
    }


SHAPES = {
    "bibtex": BIBTEX,
    "ris": RIS,
    "dblp": XML,
    "orcid": of_json({"title": {"title": {"value": "T"}}, "put-code": 1}),
    "openalex": of_json({"title": "T"}),
    "semantic-scholar": of_json({"title": "T"}),
    "csl-json": of_json({"title": "T"}),
    "crossref": of_json({"title": ["T"]}),
    "front-matter": YAML,
    "acad-homepage": PAGE,
}


def test_every_reader_has_its_shapes():
    assert SHAPES.keys() == READERS.keys()


@pytest.mark.torture
@pytest.mark.parametrize("name", READERS)
def test_memory_is_bounded_by_the_text(name, is_long):
    read = READERS[name].read
    read(SHAPES[name]["depth"](100), "")  # What is made once, such as tables, is there before it counts.
    for what, make in (ANY | SHAPES[name]).items():
        text = make(300_000 if is_long else 5_000)
        tracemalloc.start()
        try:
            found = read(text, "")
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        times = MORE_TIMES.get(name, TIMES)
        assert peak <= times * len(text) + BESIDE, f"{what}: {peak:,} bytes for {len(text):,} characters"
        assert len(found.problems) < 6000


@pytest.mark.torture
def test_every_entry_of_a_large_bibtex_file_is_read_in_time(is_long):
    number = 10_000 if is_long else 500
    entries = [
        f"@inproceedings{{key{n},\n  title = {{Learning to {{Schedule}} {n} Jobs over \\'Etudes}},\n"
        f'  author = {{L{{\\"o}}wenherz, J{{\\"u}}rgen and Ada Lindqvist and Wei Okafor}},\n'
        f"  booktitle = proc # {{ of the {n}th Conference on Lakes}}, year = {2000 + n % 25}, month = jun,\n"
        f"  pages = {{{n}--{n + 12}}}, doi = {{10.1145/{n}.{n + 1}}}, url = {{https://example.org/{n}}},\n"
        f"  abstract = {{{'Rivers are long, and some of them end in the sea. ' * 4}}}\n}}\n\n"
        for n in range(number)
    ]
    text = '@string{proc = "Proceedings"}\n' + "".join(entries)
    assert len(text) >= number * 500
    began = time.process_time()
    found = READERS["bibtex"].read(text, "")
    # The rule says 10 s for 5 MB; a machine may be busy with much else.
    assert time.process_time() - began < 20 * len(text) / 5_000_000
    assert found.problems == []
    assert [record.fields["key"] for record in found.records] == [f"key{n}" for n in range(number)]
    last = found.records[-1].fields
    assert last["title"] == f"Learning to Schedule {number - 1} Jobs over Études"
    assert [author["name"] for author in last["authors"]] == [
        "Jürgen Löwenherz",
        "Ada Lindqvist",
        "Wei Okafor",
    ]
    assert last["venue"] == f"Proceedings of the {number - 1}th Conference on Lakes"
