"""The sections of data/profile.yaml beside the publications are those of the source page."""

import re
from pathlib import Path

import pytest
import yaml

DATA = Path(__file__).parent.parent / "data"
FILE = yaml.safe_load((DATA / "profile.yaml").read_text(encoding="utf-8"))


def test_education_runs_from_doctor_to_bachelor():
    found = [
        (row["institution"]["en"], row["degree"]["en"], row["start"], row["end"]) for row in FILE["education"]
    ]
    assert found == [
        ("Shanghai Jiao Tong University", "Doctor", "2019-09", "2022-06"),
        ("Shanghai Jiao Tong University", "Master", "2016-09", "2019-03"),
        ("Huazhong University of Science and Technology", "Bachelor", "2012-09", "2016-06"),
    ]


def test_awards_stand_in_both_languages():
    assert [(row["year"], row["title"]["en"], row["title"]["zh"]) for row in FILE["awards"]] == [
        (2025, "CCF Distinguished Paper", "CCF杰出论文奖"),
        (2025, "MSRA StarTrack Scholar", "微软铸星学者"),
        (2023, "CCF Outstanding Doctoral Dissertation Award in Computer Architecture", "CCF体系结构优博"),
        (2021, "SC2021 Best Reproducibility Advancement", "SC2021最佳实现提名奖"),
    ]


def test_projects_are_as_given_four_national_and_four_industrial():
    found = [
        f"{row['start']}-{row['end']} {row['programme']['zh']} {row['role']['zh']}"
        for row in FILE["projects"]
    ]
    assert [row["level"] for row in FILE["projects"]] == ["national"] * 4 + ["industrial"] * 4
    assert found == [
        "2024-2026 国家自然科学基金青年项目 项目负责人",
        "2025-2027 国家重点研发计划 实际项目实施",
        "2024-2026 国家重点研发计划 子课题负责人",
        "2023-2026 国家重点研发计划 子课题负责人",
        "2025-2026 CCF-蚂蚁绿色基金 项目负责人",
        "2024-2025 HW云联合实验室 项目负责人",
        "2023-2024 HW委托研究项目 联合项目负责人",
        "2023-2024 HW委托研究项目 联合项目负责人",
    ]


def test_projects_have_the_titles_of_the_page():
    assert [row["title"]["zh"] for row in FILE["projects"]] == [
        "服务器无感知计算的加速器高效共享研究",
        "针对异构计算平台的资源实时隔离与高效调度系统",
        "面向新一代国产超算系统的统一并行编程模型与并行编译",
        "新型数据流异构处理器架构及计算系统",
        "最小化大模型推理成本：同构及异构模型极致合并部署降本研究",
        "大模型推理服务与微调任务的高效混部关键技术研究技术",
        "源码并行化检测与提示工具项目",
        "单节点到多节点并行应用源到源翻译工具项目",
    ]


def test_projects_have_no_english_of_our_making():
    languages = {tuple(row[field]) for row in FILE["projects"] for field in ("programme", "title", "role")}
    assert languages == {("zh",)}


def test_two_courses_run_since_january_2023():
    assert FILE["courses"] == [
        {"title": {"en": "Intelligent Computing Systems", "zh": "智能计算系统"}, "start": "2023-01"},
        {
            "title": {"en": "Parallel Computing and Parallel Algorithms", "zh": "并行计算与并行算法"},
            "start": "2023-01",
        },
    ]


def test_students_are_seven_current_and_two_graduated():
    assert [(row["status"], row["cohort"], row["degree"], row["name"]) for row in FILE["students"]] == [
        ("current", 2024, "phd", "邓俊骁"),
        ("current", 2024, "master", "徐奥"),
        ("current", 2024, "master", "陈煜康"),
        ("current", 2025, "phd", "张翔"),
        ("current", 2025, "master", "王皓冬"),
        ("current", 2025, "master", "张豪"),
        ("current", 2023, "bachelor", "罗锦彬"),
        ("graduated", 2021, "master", "陈炳昊"),
        ("graduated", 2022, "master", "杨鹏宇"),
    ]


def test_graduates_went_where_the_page_says():
    assert {row["name"]: row["destination"] for row in FILE["students"] if "destination" in row} == {
        "陈炳昊": {"en": "NVIDIA", "zh": "英伟达"},
        "杨鹏宇": {"en": "ByteDance", "zh": "字节跳动"},
    }


def test_interests_are_four_current_and_three_previous():
    interests = FILE["profile"]["interests"]
    assert [text["en"] for text in interests["current"]] == [
        "Cloud computing and deep learning systems",
        "LLM inference and training systems",
        "Serverless architectures for diverse applications",
        "Advanced resource management in datacenters",
    ]
    assert [text["en"] for text in interests["previous"]] == [
        "Task scheduling across various architectures",
        "Resource management in datacenters",
        "DNN inference system design",
    ]


def test_the_prose_speaks_both_languages():
    profile = FILE["profile"]
    texts = [profile["headline"], profile["bio"], *(notice["text"] for notice in profile["notices"])]
    texts += [text for interests in profile["interests"].values() for text in interests]
    han = re.compile(r"[\u4e00-\u9fff]")
    assert all(han.search(text["zh"]) and not han.search(text["en"]) for text in texts)


def test_the_recruiting_notice_names_its_enrolment():
    notices = {notice["kind"]: notice.get("enrolment") for notice in FILE["profile"]["notices"]}
    assert notices == {"recruiting": "2026-09", "students": None}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_bio_links_everyone_and_everything_the_page_links(language):
    assert set(re.findall(r"\]\((.*?)\)", FILE["profile"]["bio"][language])) == {
        *(place["url"] for place in FILE["profile"]["affiliations"]),
        *(person["homepage"] for person in FILE["people"]),
    }


def test_supervisors_and_collaborator_have_their_homepages():
    assert [(row["slug"], row["relation"], row["homepage"]) for row in FILE["people"]] == [
        ("quan-chen", "supervisor", "https://www.cs.sjtu.edu.cn/~chen-quan/index_EN.html"),
        ("minyi-guo", "supervisor", "https://cs.sjtu.edu.cn/~guo-my/"),
        ("weihao-cui", "collaborator", "https://raphael-hao.top/"),
    ]
