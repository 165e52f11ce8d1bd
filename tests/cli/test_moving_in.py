"""A homepage moves in with one command, into a database that was not there before."""

import json

import pytest
import yaml

from app import create_app
from models import db
from tests.conftest import ROOT

SEED = ROOT / "tests" / "formats" / "homepages" / "seed" / "about.md"
"""A page in the shape of the one that the profile of `data/` was made of."""


@pytest.fixture
def nothing(tmp_path):
    """A person at the command line, with a database that is not there yet."""
    app = create_app({"DATABASE_URL": f"sqlite:///{tmp_path}/new.db"})
    with app.app_context():
        yield app.test_cli_runner()
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def home(tmp_path):
    """The folder of a homepage."""
    folder = tmp_path / "home"
    (folder / "_pages").mkdir(parents=True)
    internship = "- *2019.05 - 2019.09*, [Harbour AI](https://x.org), Delta."
    text = f"{SEED.read_text('utf-8')}\n# 💻 Internships\n{internship}\n"
    (folder / "_pages" / "about.md").write_text(text, encoding="utf-8")
    (folder / "_config.yml").write_text("author:\n  name: Han Zhao\n  github: hanzhao\n", encoding="utf-8")
    (folder / "README.md").write_text("# A homepage\n", encoding="utf-8")
    return folder


def test_a_homepage_moves_in_whole(nothing, home):
    done = nothing.invoke(args=["import", str(home)])
    assert done.exit_code == 0, done.output
    whole = json.loads(nothing.invoke(args=["dump"]).stdout)
    profile = yaml.safe_load((ROOT / "data" / "profile.yaml").read_text("utf-8"))
    kept = ("title", "year", "status", "type", "rank", "venue")
    assert [
        [
            work["title"],
            work["year"],
            work["status"],
            work["type"],
            (work["rank"] or {}).get("label"),
            work["venue"] and work["venue"]["slug"],
        ]
        for work in whole["publications"]
    ] == [[work.get(key) for key in kept] for work in profile["publications"]]
    assert all(work["rank"]["source"] == "owner" for work in whole["publications"] if work["rank"])
    for section in ("education", "awards", "projects", "courses", "students"):
        assert len(whole[section]) == len(profile[section]), section
    (held,) = whole["experience"]
    assert (held["kind"], held["role"], held["url"]) == ("internship", {"en": "Intern"}, "https://x.org")
    assert whole["profile"]["name"]["en"] == "Han Zhao"
    assert any("github.com/hanzhao" in link["url"] for link in whole["profile"]["links"])


@pytest.mark.parametrize("owner", ["Ada\x1b[31m\nLovelace ", "\ud800" + "A" * 10_000])
def test_whoever_the_owner_is_what_is_dumped_can_be_loaded(nothing, tmp_path, owner):
    (tmp_path / "a.bib").write_text("@misc{a, title={A}, author={Ada Lovelace}}", encoding="utf-8")
    moved = nothing.invoke(args=["import", "--owner", owner, str(tmp_path / "a.bib")])
    assert moved.exit_code == 0, moved.output
    dumped = tmp_path / "dump.json"
    dumped.write_text(nothing.invoke(args=["dump"]).stdout, encoding="utf-8")
    loaded = nothing.invoke(args=["load", str(dumped)])
    assert loaded.exit_code == 0, loaded.output


def test_a_homepage_that_moved_in_can_be_taken_back(nothing, home):
    nothing.invoke(args=["import", str(home)])
    done = nothing.invoke(args=["undo"])
    assert done.exit_code == 0, done.output
    whole = json.loads(nothing.invoke(args=["dump"]).stdout)
    assert whole["profile"]["name"] == {"en": "Han Zhao"}
    assert [whole[name] for name in ("publications", "experience", "education", "awards")] == [[], [], [], []]


def test_the_same_homepage_again_changes_nothing(nothing, home):
    nothing.invoke(args=["import", str(home)])
    done = nothing.invoke(args=["import", str(home)])
    assert done.stdout.endswith("Nothing changed.\n"), done.stdout


def test_a_dry_run_into_nothing_leaves_nothing(nothing, home, tmp_path):
    before = set(tmp_path.iterdir())
    done = nothing.invoke(args=["import", "--dry-run", str(home)])
    assert (done.exit_code, "publications/feng2024potamoi would be added" in done.stdout) == (0, True)
    assert done.stdout.endswith("Nothing was stored: this was a dry run.\n")
    assert set(tmp_path.iterdir()) == before
    done = nothing.invoke(args=["import", str(home)])
    assert "This is change 1;" in done.stdout


def test_a_dry_run_leaves_a_database_without_a_profile_as_it_is(nothing, home, tmp_path):
    nothing.invoke(args=["db", "upgrade"])
    nothing.invoke(args=["token", "create", "laptop"])
    db.session.remove()
    db.engine.dispose()
    before = (tmp_path / "new.db").read_bytes()
    done = nothing.invoke(args=["import", "--dry-run", str(home)])
    assert "publications/feng2024potamoi would be added" in done.stdout
    db.session.remove()
    db.engine.dispose()
    assert (tmp_path / "new.db").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "more"),
    [("@article{one, title={Notes}, author={Ada Lovelace}, year={1843}}", []), ("@", ["--owner", "Ada"])],
    ids=["nobody's", "nothing in it"],
)
def test_an_import_that_comes_to_nothing_begins_no_profile(nothing, tmp_path, text, more):
    (tmp_path / "old.bib").write_text(text, encoding="utf-8")
    nothing.invoke(args=["import", *more, str(tmp_path / "old.bib")])
    if not more:
        assert not (tmp_path / "new.db").exists()
    assert nothing.invoke(args=["dump"]).exit_code == 1


def test_without_a_name_a_new_database_asks_whose_it_is(nothing, tmp_path):
    file = tmp_path / "old.bib"
    file.write_text(
        "@article{one, title={Notes on Engines}, author={Ada Lovelace}, year={1843}}", encoding="utf-8"
    )
    done = nothing.invoke(args=["import", str(file)])
    assert (done.exit_code, "--owner NAME" in done.stderr) == (1, True)
    done = nothing.invoke(args=["import", "--owner", "Ada Lovelace", str(file)])
    assert done.exit_code == 0, done.stderr
    work = json.loads(nothing.invoke(args=["dump"]).stdout)["publications"][0]
    assert [author["is_owner"] for author in work["authors"]] == [True]
