"""What a REFI-QDA project knows of its sources and cases: variables, sets of sources, and which parts are whose."""

import re
from collections import Counter
from collections.abc import Mapping

from publish.imports.project import DOCUMENT_GROUP, Case, Range
from publish.imports.refi import xml
from publish.imports.refi.refi_codes import distinct, key
from publish.imports.refi.refi_sources import Found

PAIR = re.compile(r"(?s)([^:\s].*?)(?:::|:\s+)(\S.*)")
"""How a group hides in the name of a set: `gender: male`, `role::Software Developer`."""
BETWEEN = "; "


class Persons:
    """Values of documents, and cases. Sets that are no pairs stand under their own name with their members alone.

    Where each document lies in one of them at most (in MAXQDA), or in exactly one, they are its document group.
    """

    def __init__(self, root: xml.Element, found: Found, ranges: Mapping[str, Range | None]) -> None:
        self.values: dict[str, dict[str, str]] = {name: {} for name in found.elements}
        self.counts: Counter[str] = Counter()
        self._found, self._ranges = found, ranges
        self._variables: dict[str, str] = {}
        self._plain: dict[str, dict[str, None]] = {}
        taken: set[str] = set()
        for variable in xml.below(root, "Variables", "Variable"):
            guid = key(variable.get("guid"))
            self._variables[guid] = distinct((variable.get("name") or "").strip() or guid or "?", taken)
            self.counts["read_variables"] += 1
        for name, element in found.elements.items():
            self._add_values(self.values[name], element)
        for element in xml.below(root, "Sets", "Set"):
            self._add_set(element)
        self._add_plain_sets(partly=(root.get("origin") or "").startswith("MAXQDA"))
        names: set[str] = set()
        self.cases = tuple(self._case(element, names) for element in xml.below(root, "Cases", "Case"))

    def _add_values(self, values: dict[str, str], element: xml.Element) -> None:
        for value in xml.children(element, "VariableValue"):
            refs = [self._variables.get(key(ref.get("targetGUID"))) for ref in xml.children(value, "VariableRef")]
            given = ["".join(child.itertext()) for child in value if xml.name(child).endswith("Value")]
            if not refs or refs[0] is None:
                self.counts["dropped_dangling_links"] += 1
            elif given:
                self._add(values, refs[0], given[0])

    def _add(self, values: dict[str, str], name: str, value: str) -> None:
        """Add a value; a second one stands beside the first: which of them holds says the mapping."""
        value = value.strip()
        if not value or value in values.get(name, "").split(BETWEEN):
            return
        self.counts["several_values"] += name in values
        values[name] = f"{values[name]}{BETWEEN}{value}" if name in values else value

    def _add_set(self, element: xml.Element) -> None:
        self.counts["read_sets"] += 1
        name = (element.get("name") or "").strip() or key(element.get("guid")) or "?"
        pair = PAIR.fullmatch(name)
        for member in xml.children(element, "MemberSource"):
            document = self._found.names.get(key(member.get("targetGUID") or member.get("guid")))
            if document is None:
                self.counts["dropped_dangling_links"] += 1
            elif pair:
                self._add(self.values[document], pair[1].strip(), pair[2].strip())
            else:
                self._plain.setdefault(name, {})[document] = None

    def _add_plain_sets(self, *, partly: bool) -> None:
        """Sets that divide the documents are one variable, each a value of it; `partly`: some may lie in none."""
        members = [document for inside in self._plain.values() for document in inside]
        divide = len(self._plain) > 1 and len(set(members)) == len(members)
        divide = divide and (partly or len(members) == len(self.values))
        divide = divide and DOCUMENT_GROUP not in self._variables.values()
        for name, inside in self._plain.items():
            for document in inside:
                self._add(self.values[document], DOCUMENT_GROUP if divide else name, name)

    def _case(self, element: xml.Element, names: set[str]) -> Case:
        self.counts["read_cases"] += 1
        self.counts["dropped_case_codes"] += sum(1 for _ in xml.children(element, "CodeRef"))
        name = (element.get("name") or "").strip() or key(element.get("guid")) or "?"
        values: dict[str, str] = {}
        self._add_values(values, element)
        parts: dict[Range, None] = {}
        for ref in xml.children(element, "SourceRef", "SelectionRef"):
            guid = key(ref.get("targetGUID"))
            document = self._found.names.get(guid) if xml.name(ref) == "SourceRef" else None
            part = Range(document) if document is not None else self._ranges.get(guid)
            if part is None:
                self.counts["dropped_dangling_links"] += 1
            else:
                parts[part] = None
        found = distinct(name, names)
        self.counts["renamed_cases"] += found != name
        return Case(found, tuple(parts), values)
