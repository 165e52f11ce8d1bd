"""What looks wrong is told to the owner, and to nobody else."""

import pytest

from tests.api.writing import Owner, token

PATH = "/api/v1/checks"


def test_the_owner_reads_findings_with_what_to_do(owner):
    owner.patch("/api/v1/publications/zhao2020coda", {"rank": "CCF-A"})
    answer = owner.get(f"{PATH}?kind=rank").json
    assert (answer["total"], answer["page"], answer["pages"]) == (1, 1, 1)
    finding = answer["items"][0]
    assert finding.keys() == {"kind", "collection", "key", "message", "advice", "related"}
    assert (finding["kind"], finding["collection"], finding["key"]) == (
        "rank",
        "publications",
        "zhao2020coda",
    )


def test_pages_hold_all_findings_once(owner):
    whole = owner.get(PATH).json
    paged = [owner.get(f"{PATH}?per_page=5&page={page}").json["items"] for page in range(1, 5)]
    assert [each for items in paged for each in items] == whole["items"]
    assert whole["total"] == len(whole["items"]) == 19


@pytest.mark.parametrize(("scope", "status"), [("admin", 200), ("write", 200), ("write:publications", 403)])
def test_a_token_must_reach_everything(client, scope, status):
    assert Owner(client, token(scope)).get(PATH).status_code == status


def test_nobody_else_reads_them(reader):
    assert reader.get(PATH).status_code == 401


def test_an_unknown_kind_is_refused_with_those_there_are(owner):
    answer = owner.get(f"{PATH}?kind=rnak")
    assert answer.status_code == 400
    assert "rank" in answer.json["errors"][0]["hint"]
