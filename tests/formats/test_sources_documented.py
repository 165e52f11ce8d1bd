"""The documents of the formats that are read name every type that the readers know, and what it becomes."""

import re

import pytest

from formats import academicpages, crossref, dblp, hugoblox, openalex, orcid, semantic_scholar
from schemas.vocabulary import CSL_TYPES
from tests.conftest import ROOT

TYPED = {
    "academicpages": academicpages,
    "crossref": crossref,
    "dblp": dblp,
    "hugoblox": hugoblox,
    "openalex": openalex,
    "orcid": orcid,
    "semantic-scholar": semantic_scholar,
}


@pytest.mark.parametrize("name", TYPED)
def test_the_table_of_types_is_that_of_the_code(name):
    text = (ROOT / "docs" / "formats" / f"{name}.md").read_text("utf-8")
    section = re.search(r"^## Types\n(.*?)^(?=## |[^|\n])", text, re.DOTALL | re.MULTILINE)[1]
    written = {}
    for there, here in re.findall(r"^\| (`.*?) \| `([a-z-]+)` \|$", section, re.MULTILINE):
        written |= dict.fromkeys(re.findall(r"`([^`]+)`", there), here)
    assert written == TYPED[name].TYPES


@pytest.mark.parametrize("name", TYPED)
def test_every_type_is_one_of_csl(name):
    assert set(TYPED[name].TYPES.values()) <= set(CSL_TYPES)


@pytest.mark.parametrize("name", TYPED)
def test_every_document_says_what_is_lost(name):
    text = (ROOT / "docs" / "formats" / f"{name}.md").read_text("utf-8")
    assert re.search(r"^## Lost\n\n- ", text, re.MULTILINE)
