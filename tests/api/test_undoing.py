"""An undo reaches the entry that the change was made to, whatever it is called now, and no other."""

from tests.api.writing import PATH, work

EDAS = f"{PATH}/zhao2025edas"


def revert(owner, number, **headers):
    return owner.post(f"/api/v1/changes/{number}/revert", **headers)


def test_a_refused_undo_speaks_of_the_change_and_not_of_a_body(owner):
    owner.delete(EDAS)
    owner.post(PATH, work(title="EDAS: Enabling Fast Data Loading for GPU Serverless Computing", year=2025))
    taken = revert(owner, 1)
    assert (taken.status_code, taken.json["detail"]) == (409, "This change can no longer be taken back.")
    assert "upsert" not in taken.text
    owner.patch(f"{PATH}/feng2024potamoi", {"pages": "1-2"})
    owner.patch(f"{PATH}/feng2024potamoi", {"pages": "1-3"})
    again = revert(owner, 3)
    assert (again.status_code, again.json["detail"]) == (409, taken.json["detail"])
    whole = owner.post(PATH, work(key="feng2024potamoi"))
    assert (whole.status_code, whole.json["detail"]) == (409, "The body collides with what is there.")
