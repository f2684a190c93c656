"""Agreement between coders in the report and in the method of the study, where the researcher wishes it."""

import json
from collections.abc import Mapping, Sequence

from publish.imports.mapping import Answers
from publish.imports.project import Project
from publish.imports.topics import Topics

ITEM = "Übereinstimmung der Codierenden"


def notes(project: Project, known: Answers, tree: Topics, lang: str) -> tuple[Sequence[str], Mapping[str, str]]:
    """Return the lines of the report, and the item of the method by its German label; nothing where not wished."""
    return (), {}


def told_in(content: bytes, agreed: Mapping[str, str]) -> bytes:
    """Return a description with the item of the method as it is now; as it was where there is none."""
    if not agreed:
        return content
    description = json.loads(content)
    method = description.get("study", {}).get("method", [])
    for item in method:
        if item.get("label_de") in agreed:
            item["text_de"] = agreed[item["label_de"]]
    return (json.dumps(description, ensure_ascii=False, indent=2) + "\n").encode()
