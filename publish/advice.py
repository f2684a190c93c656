"""What `check` tells beside faults and marks: nothing of it stops a release, all of it is easily overlooked."""

from publish.coded_study import CodedStudy
from publish.package import headings, tree
from publish.texts import WORDS


def notes(study: CodedStudy, language: str) -> list[str]:
    """Return what the researcher should know of her study before she releases it."""
    words = WORDS[language]
    said = []
    if study.left_behind:
        said.append(words["left_behind"].format(", ".join(study.left_behind)))
    if passed_over := _passed_over(study):
        listed = ", ".join(words["codings_of"].format(category, number) for category, number in passed_over)
        said.append(words["only_headings"].format(listed))
    return said


def _passed_over(study: CodedStudy) -> list[tuple[str, int]]:
    """Return headings that have codings of their own, which no figure tells, and how many."""
    heads = headings(*tree(study))
    rows = study.db.execute("select category_id, count(*) from codings group by category_id order by category_id")
    return [(category, number) for category, number in rows.fetchall() if category in heads]
