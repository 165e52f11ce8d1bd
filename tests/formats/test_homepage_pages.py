"""Homepages in many styles: how much of each is found, and that nothing is found that is not there."""

import pytest

from formats.homepage import read
from tests.formats import scoring

SCORES = {group or "developed": scoring.score(scoring.names_of(group)) for group in ("", *scoring.GROUPS)}
EVERY = [name for group in ("", *scoring.GROUPS) for name in scoring.names_of(group)]
# The shares that importing a page never seen before must reach.
TARGETS = {
    "recall": 0.90,
    "precision": 0.95,
    "years": 0.95,
    "authors": 0.85,
    "venues": 0.85,
    "marks": 0.95,
    "ranks": 0.95,
    "counts": 0.95,
    "entries": 0.85,
}


@pytest.mark.parametrize("measure", TARGETS)
@pytest.mark.parametrize("result", SCORES.values(), ids=SCORES)
def test_the_figures_hold(result, measure):
    assert result.share(measure) >= TARGETS[measure], scoring.report(result)


@pytest.mark.parametrize("result", SCORES.values(), ids=SCORES)
def test_nothing_hidden_is_found(result):
    assert result.leaks == []


def test_the_collection_has_two_hundred_pages_most_of_them_in_strangers_shapes():
    assert len(EVERY) >= 200
    assert len(scoring.names_of("stranger-")) >= 50


@pytest.mark.parametrize("name", EVERY)
def test_a_patent_is_one_with_its_inventors_and_number(name):
    _, facts = scoring.page(name)
    works = (each.fields for each in scoring.found(name).records if each.collection == "publications")
    found = [
        [work["title"], "; ".join(author["name"] for author in work["authors"]), *work["note"].values()]
        for work in works
        if work.get("type") == "patent"
    ]
    assert found == facts.get("patents", [])


@pytest.mark.parametrize(
    "item",
    [
        "一种图像识别方法, 发明专利, CN112345678A, 2021",
        "Ann Lee, Bo Ek. Apparatus for weighing hives. EP 3 123 456, 2022 (pending)",
        "王明, 李雷. 一种任务卸载方法. 发明专利申请, CN202010000000.1",
        "软件著作权: 某系统 V1.0, 2020SR000000",
    ],
)
def test_a_patent_without_inventors_or_not_granted_is_told_and_left_out(item):
    found, problems = papers(f"# Patents\n- {item}\n")
    assert (found, [problem.line for problem in problems]) == ([], [2])


@pytest.mark.parametrize("name", EVERY)
def test_a_paper_is_found_once(name):
    titles = [
        scoring.folded(record.fields["title"])
        for record in scoring.found(name).records
        if record.collection == "publications"
    ]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("name", EVERY)
def test_every_line_that_is_told_exists(name):
    files, _ = scoring.page(name)
    longest = max(text.count("\n") + 1 for text in files.values())
    found = scoring.found(name)
    lines = [each.line for each in [*found.records, *found.problems] if each.line is not None]
    assert all(1 <= line <= longest for line in lines)


STARS = "- Ann Lee. A Study of Stars. **FAST 2020**\n"


def papers(text, **more):
    found = read({"about.md": text, **more})
    return [record.fields for record in found.records if record.collection == "publications"], found.problems


def test_a_star_means_what_the_legend_says():
    entry = "- Ann Lee\\*, Bo Ek. A Study of Stars. **FAST 2020**\n"
    for words, key in [
        ("equal contribution", "equal_contribution"),
        ("corresponding author", "corresponding"),
    ]:
        (paper,), _ = papers(f"# Publications\n\\* {words}\n\n{entry}")
        assert paper["authors"] == [{"name": "Ann Lee", key: True}, {"name": "Bo Ek"}]


@pytest.mark.parametrize(
    "row",
    [
        "Ann Lee, bo ekman, Cy Rohan, Dee Poe",
        "Ann Lee, Bo Ekman, CyRohan, Dee Poe",
        "“Ann Lee, Bo Ekman, Cy Rohan, Dee Poe”",
        "Ann Lee, Bo Ekman,  \nCy Rohan, Dee Poe",
        "Ann LINDQVIST, Bo Ekman, Cy Rohan, Dee Poe",
        "Ann Lee, Bo Ekman, Cy Rohan, [Author List], Dee Poe",
    ],
)
def test_all_in_a_row_of_authors_are_named_however_they_are_written(row):
    (paper,), _ = papers(f"# Publications\n[A Study of Quiet Stars](https://example.org)\n\n{row}\n")
    assert [len(author["name"]) > 5 for author in paper["authors"]] == [True] * 4


@pytest.mark.parametrize(
    ("badge", "venue", "note"),
    [
        ("CVPR 2025 Highlight (Rating: 5/5/5)", "CVPR", {"en": "Highlight"}),
        ("KDD 2025 August Cycle(to appear)", "KDD", None),
        ("S&P 2025", "S&P", None),
        ("Best Student Paper Award, MMM 2025 workshop", "MMM workshop", {"en": "Best Student Paper Award"}),
    ],
)
def test_a_badge_may_tell_more_than_the_venue(badge, venue, note):
    box = f"<div class='paper-box'><div class='badge'>{badge}</div>\n\n**A Study of Quiet Stars**\n"
    (paper,), _ = papers(f"# Publications\n{box}\nAnn Lee, Bo Ek\n\n**Highlights**\n\n- We look.\n</div>\n")
    assert (paper["venue"], paper.get("note")) == (venue, note)
    assert str(paper["year"]) in badge


def test_a_name_with_a_year_behind_it_is_no_author():
    entry = "- [A Study of Quiet Stars](https://example.org), Ann Lee, Bo Ek, **Acta Materialia 2020**\n"
    (paper,), _ = papers(f"# Publications\n{entry}")
    assert (len(paper["authors"]), paper["venue"], paper["year"]) == (2, "Acta Materialia", 2020)


def test_a_mark_without_legend_is_told_and_not_guessed():
    (paper,), problems = papers("# Publications\n- Ann Lee\\*, Bo Ek. A Study of Stars. **FAST 2020**\n")
    assert paper["authors"][0] == {"name": "Ann Lee"}
    assert [problem.line for problem in problems] == [2]


def test_what_is_no_paper_in_a_list_of_papers_is_told_with_its_line():
    found, problems = papers(f"# Publications\n\n{STARS}- 42!\n- Ann Lee. Lamp. Patent, 2020.\n")
    assert len(found) == 1
    assert [problem.line for problem in problems] == [4, 5]


def test_a_page_that_is_nowhere_is_told():
    found = read({"style.css": "body {}"})
    assert found.records == []
    assert len(found.problems) == 1


def test_files_that_include_one_another_end():
    found, problems = papers("{% include_relative a.md %}\n", **{"a.md": "{% include_relative a.md %}\n"})
    assert found == []
    assert ["includes itself" in problem.detail for problem in problems] == [True]


def test_links_are_kept_and_empty_ones_are_not():
    entry = "- [A Study of Stars](https://arxiv.org/abs/2001.00001v2), Ann Lee, *FAST 2020*."
    entry += " [[Code](https://github.com/x)] [[Slides](#)] [[Video]()]"
    (paper,), _ = papers(f"# Publications\n{entry}\n")
    assert [(link["kind"], link["url"]) for link in paper["links"]] == [
        ("arxiv", "https://arxiv.org/abs/2001.00001v2"),
        ("code", "https://github.com/x"),
    ]
    assert paper["arxiv_id"] == "2001.00001"


def test_half_characters_and_controls_are_dropped_and_told():
    (paper,), problems = papers("# Publications\n- Ann Lee. A Study\x00 of \ud800Stars. **FAST 2020**\n")
    assert paper["title"] == "A Study of Stars"
    assert any("surrogates" in problem.detail for problem in problems)


def test_an_unclosed_comment_hides_the_rest_and_is_told():
    found, problems = papers(f"# Publications\n{STARS}<!--\n- Bo Ek. Hidden Stars. **FAST 2021**\n")
    assert [paper["title"] for paper in found] == ["A Study of Stars"]
    assert [problem.line for problem in problems] == [3]


@pytest.mark.parametrize(
    "heading", ["Publications and Patents", "Patents & Publications", "论文与专利", "专利与论文"]
)
def test_a_heading_that_joins_papers_and_patents_has_papers(heading):
    found, problems = papers(f"# {heading}\n{STARS}- Ann Lee. Lamp. Patent, 2020.\n")
    assert ([paper["title"] for paper in found], len(problems)) == (["A Study of Stars"], 1)
    assert found[0].get("type") != "patent"


def test_the_number_of_a_patent_says_whether_it_was_granted():
    row = "- Ann Lee, Bo Ek. *A Way of Weighing Hives*. {}.\n"
    asked, granted = (papers(f"# Patents\n{row.format(n)}")[0] for n in ("CN202010000000.1", "CN101950001B"))
    assert (asked, [paper["type"] for paper in granted]) == ([], ["patent"])
