"""Each rule of the checks finds what is wrong, says what to do, and leaves alone what is right."""

import random
import time

import pytest
from sqlalchemy import insert, select

from models import db
from models.database import now
from models.person import Person
from models.publication import Authorship, Publication
from models.sections import Education, News
from schemas.vocabulary import CHECKS
from services.checking import RULES, check
from tests.builders import OWNER

CCF = (("CCF", "2026", "A"), ("CCF", "2022", "A"), ("CCF", "2019", "B"))


def found(kind):
    """List the keys that one kind of finding names, in their order."""
    return [finding.key for finding in check(db.session(), [kind])]


def only(kind):
    """Give the one finding of a kind."""
    findings = check(db.session(), [kind])
    assert len(findings) == 1, findings
    return findings[0]


def test_every_rule_has_its_word():
    assert tuple(RULES) == CHECKS


def test_the_stated_rank_of_icdcs_2020_is_compared_with_both_lists(app):
    work = db.session.scalar(select(Publication).where(Publication.key == "zhao2020coda"))
    assert (work.venue.acronym, work.year, found("rank")) == ("ICDCS", 2020, [])
    work.stated_rank = "CCF-A"
    db.session.commit()
    finding = only("rank")
    assert finding.key == "zhao2020coda"
    assert finding.message == (
        "The rank is stated as CCF-A, but ICDCS is CCF-B in the edition of its year (2019) "
        "and CCF-B in today's (2026)."
    )
    assert "flask edit publications zhao2020coda --set rank=null" in finding.advice


@pytest.mark.parametrize(
    ("stated", "year", "is_wrong"),
    [
        ("CCF-B", 2020, False),
        ("CCF-A", 2020, False),
        ("CCF-C", 2020, True),
        ("CCF-B", 2022, True),
        ("CCF-A", 2023, False),
        ("CCF-B", 2010, False),
        ("CCF-B", None, True),
        ("JCR-Q1", 2020, False),
        (None, 2020, False),
    ],
)
def test_a_stated_rank_is_that_of_its_year_or_todays(build, stated, year, is_wrong):
    build.publication(key="x", venue=build.venue("EuroSys", CCF), stated_rank=stated, year=year)
    assert found("rank") == (["x"] if is_wrong else [])


def test_a_rank_where_the_scheme_lists_none_is_wrong_and_of_a_venue_of_ones_own_is_not(build):
    build.venue("EuroSys", CCF)
    build.publication(key="x", venue=build.venue("Micro", dblp_key="journals/micro"), stated_rank="CCF-A")
    build.publication(key="y", venue=build.venue("Mine"), stated_rank="CCF-A")
    assert found("rank") == ["x"]
    assert "not listed" in only("rank").message


def test_a_venue_outside_the_catalogue_that_means_one_of_it_is_found(build):
    build.venue("SOSP", CCF, name="ACM Symposium on Operating Systems Principles", dblp_key="conf/sosp")
    odd = build.venue("SOSP2023", slug="sosp2023", name="SOSP2023")
    mine = build.venue("Mine", name="My Own Notes")
    build.publication(key="x", venue=odd)
    build.publication(key="y", venue=mine)
    assert only("venue").key == "x"
    assert "flask edit publications x --set venue=sosp" in only("venue").advice


@pytest.mark.parametrize(
    ("one", "other", "is_twice"),
    [
        ({"title": "On Trees and Forests"}, {"title": "On trees, and forests."}, True),
        ({"title": "Scheduling Tensor Cores Well"}, {"title": "Schedulling Tensor Cores Well"}, True),
        ({"title": "Scheduling Tensor Cores, Part 1"}, {"title": "Scheduling Tensor Cores, Part 2"}, False),
        ({"title": "Scheduling Tensor Cores II"}, {"title": "Scheduling Tensor Cores I"}, False),
        ({"title": "Scheduling Tensor Cores Well"}, {"title": "Scheduling Memory Banks Well"}, False),
        ({"title": "Trees"}, {"title": "Tree"}, False),
        ({"title": "Editorial", "year": 2010}, {"title": "Editorial", "year": 2020}, False),
        ({"title": "Editorial", "authors": ["A B"]}, {"title": "Editor's Word", "authors": ["A B"]}, False),
        ({"title": "One", "doi": "10.1145/ABC"}, {"title": "Two", "doi": "10.1145/abc"}, True),
        ({"title": "One", "arxiv_id": "2401.01234"}, {"title": "Two", "arxiv_id": "2401.01234v2"}, True),
    ],
)
def test_a_work_that_is_there_twice_is_found(build, one, other, is_twice):
    build.publication(key="one", **one)
    build.publication(key="other", **other)
    assert found("duplicate") == (["other"] if is_twice else [])
    if is_twice:
        assert only("duplicate").related == ("one",)


def test_a_like_title_by_others_is_another_work(build):
    build.publication(title="Scheduling Tensor Cores Well", authors=["Ada One"])
    build.publication(title="Scheduling Tensor Cores Wel", authors=["Bo Two"])
    assert found("duplicate") == []


def test_a_preprint_that_was_published_is_told_with_the_published_work(build):
    build.publication(key="early", title="On Trees and Forests", status="preprint", year=2023)
    build.publication(key="late", title="On Trees and Forests", year=2024)
    finding = only("preprint")
    assert (finding.key, finding.related, found("duplicate")) == ("early", ("late",), [])


def test_a_preprint_with_a_venue_or_a_doi_of_its_own_is_told(build):
    corr = build.venue("CoRR", dblp_key="journals/corr")
    build.publication(key="a", status="preprint", venue=build.venue("SOSP"))
    build.publication(key="b", status="preprint", doi="10.1145/1")
    build.publication(key="c", status="preprint", doi="10.48550/arXiv.2401.01234", venue=corr)
    assert found("preprint") == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("Weihao Cui", "Wei-Hao Cui", True),
        ("Weihao Cui", "Cui, Weihao", True),
        ("Weihao Cui", "W. Cui", True),
        ("John Smith", "John A. Smith", True),
        ("Weihao Cui", "Weilun Cui", False),
        ("John B. Smith", "John A. Smith", False),
        ("Yan Liu", "Yang Liu", False),
    ],
)
def test_one_person_under_two_names_is_found(build, one, other, are_one):
    build.publication(authors=[OWNER, one])
    build.publication(authors=[OWNER, one])
    build.publication(key="x", authors=[OWNER, other])
    findings = check(db.session(), ["person"])
    assert bool(findings) == are_one
    if are_one:
        kept = db.session.scalar(select(Person.slug).where(Person.name == one))
        assert findings[0].related == (kept, "x")


def test_an_initial_that_fits_two_names_or_shares_no_co_author_is_no_finding(build):
    build.publication(authors=[OWNER, "Weihao Cui"])
    build.publication(authors=["Bo Two", "W. Cui"])
    assert found("person") == []
    build.publication(authors=[OWNER, "Wenjie Cui"])
    build.publication(authors=[OWNER, "W. Cui"])
    assert found("person") == []


def test_authors_of_one_work_are_two_people(build):
    build.publication(authors=[OWNER, "Wei-Hao Cui", "Weihao Cui"])
    assert found("person") == []


def test_a_variant_that_is_the_name_of_another_is_found(build):
    build.publication(authors=[OWNER, "Weihao Cui"])
    build.publication(authors=[OWNER, "崔伟豪"])
    assert found("person") == []
    db.session.scalar(select(Person).where(Person.name == "Weihao Cui")).variants = ["崔伟豪"]
    db.session.commit()
    assert len(found("person")) == 1


@pytest.mark.parametrize(
    ("facts", "is_wrong"),
    [
        ({"year": 1899}, True),
        ({"year": now().year + 2}, True),
        ({"year": now().year + 1}, False),
        ({"year": None}, True),
        ({"year": None, "status": "preprint"}, False),
        ({"year": 2023, "status": "preprint", "arxiv_id": "2401.01234"}, True),
        ({"year": 2024, "status": "preprint", "arxiv_id": "2401.01234"}, False),
        ({"year": 2023, "status": "preprint", "arxiv_id": "cs/0501001"}, False),
    ],
)
def test_an_impossible_year_is_found(build, facts, is_wrong):
    build.publication(key="x", **facts)
    assert found("year") == (["x"] if is_wrong else [])


def test_impossible_dates_of_sections_are_found(build):
    at = {"institution": {"en": "X"}, "degree": {"en": "Y"}, "position": 1}
    db.session.add(Education(start="2012-09", end="2011", **at))
    db.session.add(Education(start="2012-09", end="2012", **at))
    db.session.add(News(date="2999", text={"en": "x"}, position=1))
    db.session.commit()
    findings = check(db.session(), ["year"])
    assert [(each.collection, each.key) for each in findings] == [("education", "1"), ("news", "1")]


def test_a_published_work_that_leads_nowhere_is_found(build):
    build.publication(key="x")
    build.publication(status="preprint")
    build.publication(doi="10.1145/1")
    build.publication(links=[{"kind": "pdf", "url": "https://a.cn/x.pdf", "label": None}])
    assert found("link") == ["x"]


def test_a_dead_looking_address_is_found_wherever_it_stands(build):
    dead = [{"kind": "pdf", "url": "http://localhost/x.pdf", "label": None}]
    build.publication(key="x", links=dead)
    db.session.scalar(select(Person)).homepage = "https://example.com/me"
    db.session.commit()
    findings = check(db.session(), ["address"])
    assert [(each.collection, each.key) for each in findings] == [
        ("publications", "x"),
        ("people", "ada-lindqvist"),
    ]


def test_hidden_works_are_checked(build):
    build.publication(key="x", visibility="hidden")
    assert found("link") == ["x"]


def test_the_real_profile_lacks_links_and_nothing_else(app):
    assert {finding.kind for finding in check(db.session())} == {"link"}


def test_a_thousand_publications_are_checked_in_less_than_a_second(build):
    source = random.Random(1)
    words = ["".join(source.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(500)]
    people = [
        {"slug": f"p{n}", "name": " ".join(source.sample(words, 2)), "variants": []} for n in range(800)
    ]
    put = db.session.connection().execute
    put(insert(Person.__table__), people)
    ids = list(db.session.scalars(select(Person.id)))
    titles = [" ".join(source.choices(words, k=source.randint(4, 14))) for _ in range(999)]
    titles.append(titles[0] + "s")
    plain = {"type": "article", "status": "published", "links": [], "doi": None, "search": "", "year": 2020}
    put(
        insert(Publication.__table__),
        [
            {**plain, "id": n, "key": f"w{n}", "title": title, "title_folded": title, "position": n}
            for n, title in enumerate(titles, 1)
        ],
    )
    placed = [
        {"publication_id": n, "position": place, "person_id": person, "name": "x"}
        for n in range(1, 1001)
        for place, person in enumerate(source.sample(ids, 2) if n not in (1, 1000) else ids[:2])
    ]
    put(insert(Authorship.__table__), placed)
    db.session.commit()
    began = time.process_time()
    findings = check(db.session())
    assert time.process_time() - began < 1
    assert [each.key for each in findings if each.kind == "duplicate"] == ["w1000"]
    assert sum(each.kind == "link" for each in findings) == 1000
