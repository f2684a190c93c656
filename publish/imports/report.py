"""What an import says: what was read, kept, merged and left out, and what the study now holds."""

from collections.abc import Iterable, Sequence

from publish.imports import report_texts as words_of
from publish.imports import texts
from publish.imports.build import Built, small_groups
from publish.imports.project import Project, Told
from publish.imports.topics import Topics

NAME = "import-report.md"
GROUPS = ("read", "merged", "dropped")
CHANGES = ("new", "changed", "gone", "renamed", "quotes")
"""With which words the kinds of a Told begin that stand under headings of their own."""


def said(told: Iterable[Told], lang: str) -> list[str]:
    """Say each in words, the same ones once with their numbers added."""
    numbers: dict[tuple[str, tuple[str, ...]], int] = {}
    for one in told:
        numbers[one.kind, one.details] = numbers.get((one.kind, one.details), 0) + one.number
    return [
        (texts.TOLD[lang].get(kind) or words_of.TOLD[lang][kind]).format(*details, number=words_of.number(number, lang))
        for (kind, details), number in numbers.items()
    ]


def read(projects: Sequence[tuple[str, Project]], lang: str) -> list[str]:
    """Say of each file its format, the tool and what was read of it."""
    lines = []
    for name, project in projects:
        tool = f" ({project.tool})" if project.tool else ""
        lines.append(f"{name}: {project.format}{tool}")
        lines += [f"  {line}" for line in said((t for t in project.told if t.kind.startswith("read")), lang)]
    return lines


def text(
    projects: Sequence[tuple[str, Project]],
    whole: Project,
    built: Built,
    topics: Topics,
    changes: Sequence[Told],
    notes: Sequence[str],
    threshold: int,
    lang: str,
) -> str:
    """Return the report, in Markdown; without a date, so that the same import gives the same file.

    `whole`: the projects merged, which says what of them was the same.
    """
    words = words_of.REPORT[lang]
    told = [one for one in whole.told if not one.kind.startswith("read")]
    told += [*built.told, *(one for one in changes if not one.kind.startswith(CHANGES))]
    parts = [
        (words["read"], read(projects, lang)),
        (words["holds"], holds(built, topics, lang)),
        (words["dropped"], said((t for t in told if t.kind.startswith("dropped")), lang)),
        (words["merged"], said((t for t in told if t.kind.startswith("merged")), lang)),
        (words["noted"], [*said((t for t in told if t.kind.partition("_")[0] not in GROUPS), lang), *notes]),
        (words["changed"], said((t for t in changes if t.kind.startswith(CHANGES)), lang)),
        (words["warned"], warnings(built, threshold, lang)),
    ]
    body = "".join(
        f"\n## {title}\n\n" + "".join(f"{line}\n" if line.startswith(" ") else f"- {line}\n" for line in lines)
        for title, lines in parts
        if lines
    )
    return f"# {words['title']}\n{body}".replace("\n  ", "\n  - ")


def holds(built: Built, topics: Topics, lang: str) -> list[str]:
    """Say what the study now holds."""
    words = words_of.REPORT[lang]
    codings = sum(len(segment.codings) for segment in built.segments)
    lines = [
        words["persons"].format(words_of.number(len(built.members), lang)),
        *(f"  {of}: {label} ({group}), {size}" for group, of, label, size in built.groups),
        words["topics"].format(words_of.number(len(topics.tree), lang), words_of.number(len(topics.partners), lang)),
        words["codings"].format(words_of.number(codings, lang), words_of.number(len(built.segments), lang)),
    ]
    parents = {topic.parent for topic in topics.tree}
    above = {topic.id for topic in topics.tree if topic.parent is None and topic.id in parents}
    top = sum(topic in above for segment in built.segments for topic, _ in segment.codings)
    if top:
        lines.append(words["at_the_top"].format(words_of.number(top, lang)))
    missing = sum(segment.passage.words is None for segment in built.segments)
    if missing:
        lines.append(words["no_words"].format(words_of.number(missing, lang)))
    return lines


def warnings(built: Built, threshold: int, lang: str) -> list[str]:
    """Warn of groups so small that much of them would have to be withheld."""
    small = small_groups(built.groups, threshold)
    words = words_of.REPORT[lang]
    return [words["small"].format(group, size, 2 * threshold) for group, size in small]
