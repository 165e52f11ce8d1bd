"""Work, internships and visits of a homepage: where, as what, when, however the item is written."""

import pytest

from formats.homepage import read

LINKED = "[Harbour AI](https://example.org)"
AT_HARBOUR = {"organisation": "Harbour AI", "kind": "internship", "url": "https://example.org"}


def found(text):
    """Read a page's records of one kind, each text without its language."""
    records = [each for each in read({"about.md": text}).records if each.collection == "experience"]
    return [
        {
            key: next(iter(value.values())) if isinstance(value, dict) else value
            for key, value in record.fields.items()
        }
        for record in records
    ]


def one(heading, item):
    (entry,) = found(f"# {heading}\n- {item}\n")
    return entry


@pytest.mark.parametrize(
    ("heading", "item", "expected"),
    [
        (
            "💻 Internships",
            f"*2021.05 - 2022.02*, {LINKED}, Lakeside.",
            {**AT_HARBOUR, "role": "Intern", "place": "Lakeside", "start": "2021-05", "end": "2022-02"},
        ),
        (
            "Internship Experience",
            f"**Research Intern**, {LINKED}, Robots Group, Delta, 2021",
            {
                **AT_HARBOUR,
                "organisation": "Harbour AI, Robots Group",
                "role": "Research Intern",
                "place": "Delta",
                "start": "2021",
                "end": "2021",
            },
        ),
        (
            "💼 Working Experience",
            "*2020.01 - now*, **Harbour Authority**, Engineer. Cranes and ships.",
            {
                "organisation": "Harbour Authority",
                "role": "Engineer",
                "kind": "position",
                "start": "2020-01",
                "description": "Cranes and ships",
            },
        ),
        (
            "Employment",
            "Software Engineer, Google Inc., Mountain View, CA, 2014-2016",
            {
                "organisation": "Google Inc",
                "role": "Software Engineer",
                "place": "Mountain View, CA",
                "kind": "position",
                "start": "2014",
                "end": "2016",
            },
        ),
        (
            "Experience",
            "Visiting Scholar @ Lakeside University, Sep. 2018 - Aug. 2019, advised by Prof. Ines Roth",
            {
                "organisation": "Lakeside University",
                "role": "Visiting Scholar",
                "kind": "visit",
                "start": "2018-09",
                "end": "2019-08",
                "description": "advised by Prof. Ines Roth",
            },
        ),
        (
            "Work & Internships",
            "*Research Intern* (May 2023 - Aug 2023), **Harbour AI**, Port Delta, DE. Host: John.",
            {
                "organisation": "Harbour AI",
                "role": "Research Intern",
                "place": "Port Delta, DE",
                "kind": "internship",
                "start": "2023-05",
                "end": "2023-08",
                "description": "Host: John",
            },
        ),
        (
            "Academic Appointments",
            "Jun 2022 – Present: Assistant Professor (tenure-track), School of Care, Delta University",
            {
                "organisation": "School of Care, Delta University",
                "role": "Assistant Professor (tenure-track)",
                "kind": "position",
                "start": "2022-06",
            },
        ),
        (
            "工作经历",
            "2021.07-至今, 南浦理工大学 计算机学院, 讲师",
            {
                "organisation": "南浦理工大学，计算机学院",
                "role": "讲师",
                "kind": "position",
                "start": "2021-07",
            },
        ),
        (
            "🏢 实习经历",
            "2020.06-2020.09，字节跳动，算法实习生，北京",
            {
                "organisation": "字节跳动",
                "role": "算法实习生",
                "place": "北京",
                "kind": "internship",
                "start": "2020-06",
                "end": "2020-09",
            },
        ),
        (
            "实习",
            "2019.01 - 2020.01 微软亚洲研究院实习生",
            {
                "organisation": "微软亚洲研究院",
                "role": "实习生",
                "kind": "internship",
                "start": "2019-01",
                "end": "2020-01",
            },
        ),
    ],
)
def test_an_item_says_where_as_what_and_when(heading, item, expected):
    assert one(heading, item) == expected


def test_rows_are_parts_and_the_items_below_describe():
    entry = one(
        "Internships",
        "*2022.03 - now*, **Harbour AI** <br> Research Intern <br> Delta\n  - Built cranes.\n  - Sold them.",
    )
    assert (entry["role"], entry["organisation"], entry["place"]) == (
        "Research Intern",
        "Harbour AI",
        "Delta",
    )
    assert entry["description"] == "Built cranes; Sold them"


@pytest.mark.parametrize(
    ("when", "end"),
    [("2021", "2021"), ("2021.05", "2021-05"), ("2021 -", None), ("since 2021", None), ("2021年至今", None)],
)
def test_a_date_alone_is_all_of_it_unless_it_is_left_open(when, end):
    assert one("Experience", f"{when}, Lecturer, Lakeside University").get("end") == end


def test_a_heading_below_names_the_organisation():
    entry = one("Professional Experience\n## Harbour AI", "*Research Intern*, 2020.06 - 2020.12")
    assert (entry["role"], entry["organisation"]) == ("Research Intern", "Harbour AI")


def test_a_heading_that_joins_work_and_degrees_has_both():
    page = (
        "# Education and Experience\n- 2020 - 2022, Postdoctoral Researcher, ETH Zurich\n"
        "- 2016 - 2020, Ph.D. in Physics, Lakeside University\n"
    )
    records = [(each.collection, each.line) for each in read({"about.md": page}).records]
    assert sorted(records) == [("education", 3), ("experience", 2)]


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        ("Work Experience", "2010, Something Unclear"),
        (
            "Research Experience",
            "2022, **Adversarial Weather**, advised by Prof. Ines Roth, Lakeside Institute.",
        ),
        ("Open Positions", "We look for research interns at Lakeside University."),
    ],
)
def test_what_names_no_role_is_told_and_left_out(heading, item):
    page = read({"about.md": f"# {heading}\n- {item}\n"})
    assert [each for each in page.records if each.collection != "profile"] == []
    assert len(page.problems) == 1


def test_the_experience_of_projects_is_projects():
    page = read(
        {"about.md": "# Project Experience\n- 2020, **Dyke**, leader\n# 项目经历\n- 2021, **堤坝**, 主持\n"}
    )
    assert [each.collection for each in page.records] == ["projects", "projects"]


def test_whom_one_worked_with_and_what_ends_the_page_are_no_work():
    entry = "- *2020 - 2021*, Analyst Intern, Harbour Tools Co., Ltd.\n"
    aside = "\nSupervisor: Prof. Ann Lee\n\n<div class='page__footer'>Made by Lighthouse, engineer</div>\n"
    (work,) = found(f"# Internships\n{entry}{aside}")
    assert (work["role"], work["organisation"]) == ("Analyst Intern", "Harbour Tools Co., Ltd")
