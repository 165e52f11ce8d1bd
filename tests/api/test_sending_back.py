"""What a read answers is sent back as it is, and nothing is lost by it: what is hidden stays hidden."""

from tests.api.test_hidden_works import SECRET, owner_of, reader  # noqa: F401


def test_a_hidden_work_that_is_replaced_stays_hidden(reader):  # noqa: F811
    owner = owner_of(reader)
    body = {"title": "Secret plans, revised", "authors": ["Ada Lindqvist"]}
    assert owner.put(SECRET, body).json["visibility"] == "hidden"
    assert reader.get(SECRET).status_code == 404
    assert "visibility" not in owner.put(SECRET, {**body, "visibility": "public"}).json
    assert owner.put(SECRET, body).status_code == 200
    assert reader.get(SECRET).json["title"] == "Secret plans, revised"
