"""What an import knows of the method: the software, the coders, and how far they agree where the researcher asks."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from publish.description import begun
from publish.imports import agreement
from publish.imports.mapping import Answers
from publish.imports.project import Project
from publish.imports.topics import Topics

AGREEMENT = "Übereinstimmung der Codierenden"
CODERS = "Zahl der Codierenden"
SOFTWARE = "Software"


def agreed(project: Project, known: Answers, tree: Topics, lang: str) -> list[str]:
    """Say how far the coders agree on each topic at the top; nothing where it is not wished."""
    if not known.agreement:
        return []
    parents = {topic.id: topic.parent for topic in tree.tree}
    labels = {topic.id: topic.label for topic in tree.tree}
    top: dict[tuple[str, ...], str] = {}
    for path, ids in tree.topics_of.items():
        above = ids[0]
        while (parent := parents[above]) is not None:
            above = parent
        top[path] = above
    return [f"{labels[found.top]}: {agreement.in_words(found, lang)}" for found in agreement.agreements(project, top)]


def described(path: Path, tools: Sequence[str], project: Project, agreements: Sequence[str]) -> bytes:
    """Return the description: begun where there is none; else as it is, with the agreement as it is now."""
    told = {AGREEMENT: "; ".join(agreements)} if agreements else {}
    if path.exists():
        return _with(path.read_bytes(), told)
    coders = {coding.coder for coding in project.codings} - {""}
    known = {SOFTWARE: ", ".join(dict.fromkeys(filter(None, tools))), CODERS: str(len(coders) or "")}
    return begun(path.parent, {label: text for label, text in (known | told).items() if text})


def _with(content: bytes, told: Mapping[str, str]) -> bytes:
    """Return a description with items of the method as they are now; to the byte as it was where none is told."""
    if not told:
        return content
    description = json.loads(content)
    method = description["study"].setdefault("method", [])
    for label, text in told.items():
        item = next((item for item in method if item.get("label_de") == label), None)
        if item is None:
            method.append({"label_de": label, "label_en": "Coder agreement", "text_de": text, "text_en": text})
        else:
            item["text_de"] = text
    return (json.dumps(description, ensure_ascii=False, indent=2) + "\n").encode()
