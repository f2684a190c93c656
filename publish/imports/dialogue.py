"""The questions of an import put on a terminal, one after another; each answer goes into the mapping at once."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dashboard.package.cells import is_id
from publish import files
from publish.imports import proposal
from publish.imports.asking import settled
from publish.imports.dialogue_texts import NO, WORDS
from publish.imports.filling_in import Value, filled_in
from publish.imports.importing import Asked
from publish.imports.mapping import NAME, answers, parse
from publish.imports.mapping_texts import VARIABLES
from publish.imports.merging import merged
from publish.imports.naming import slug, unused
from publish.imports.persons import people
from publish.imports.taking_over import UNMAPPED
from publish.telling import YES

Place = tuple[str, ...]


class Dialogue:
    """Asks who sits at the terminal. `ask` shows a question and returns what was typed; `show` shows a line.

    A question that is passed over stays open in the file. What was answered is written, whenever it is broken off.
    """

    def __init__(self, to: Path, lang: str, ask: Callable[[str], str], show: Callable[[str], None]) -> None:
        self._path = to / NAME
        self._lang, self._ask, self._show = lang, ask, show
        self._words = WORDS[lang]
        self._looked: set[str] = set()

    def hold(self, found: Asked) -> bool:
        """Put what is open, then what was proposed and is easily wrong; say whether anything was answered."""
        self._found, self._project = found, merged([project for _, project in found.read])
        self._told = parse(self._path.read_text(encoding="utf-8"))
        answered = 0
        for place in found.questions:
            value = self._answer(place)
            answered += value is not None and self._save(place, value)
            if value and place[0] == "groups" and place[-1] == "set":
                self._put_together(place[1])
        if found.fresh and UNMAPPED not in self._told:
            self._look("persons", ("persons", "keys"), (), {"no_persons": ""})
            self._look("codes", ("codes",), ("role",), {"no_codes": "ignore", "partners": "partner"})
        return answered > 0 or (found.fresh and not found.questions)

    def _answer(self, place: Place) -> Value | None:
        """Ask one question; None leaves it open."""
        inner = place[1:] if place[0] == UNMAPPED and len(place) > 2 else place
        match inner:
            case ("columns", field):
                return self._choice(self._words["column"].format(field), self._columns(field))
            case ("read", "split"):
                return self._split()
            case ("persons", "match"):
                return self._choice(self._words["match"], self._headers())
            case ("persons", "uncoded"):
                return self._uncoded()
            case ("persons", "also"):
                return self._also()
            case ("groups", name, "set"):
                return self._set(name)
            case ("codes", name, "role"):
                return self._either(self._words["partner"].format(name), "partner", "topic")
            case ("unmapped", "accept"):
                return self._new()
        return None

    def _either(self, question: str, yes: str, no: str) -> str | None:
        """Ask for yes or no."""
        while answer := self._ask(f"{question} {self._words['yes_no']}").strip().casefold():
            if answer in YES | NO:
                return yes if answer in YES else no
            self._show(self._words["say_yes_no"])
        return None

    def _choice(self, question: str, choices: Sequence[str]) -> str | None:
        """Ask for one of several, by its number or as it is written."""
        self._show(question)
        for number, choice in enumerate(choices, start=1):
            self._show(f"    {number}  {choice}")
        while answer := self._ask(self._words["number"]).strip():
            if answer.isdecimal() and 0 < int(answer) <= len(choices):
                return choices[int(answer) - 1]
            if answer in choices or answer == "0":
                return answer if answer in choices else ""
            self._show(self._words["say_number"].format(len(choices)))
        return None

    def _several(self, question: str, number: int) -> list[list[int]]:
        """Ask for places in a list: "3, 5" are two, "1+2" are one of two."""
        while (answer := self._ask(question).strip()) and answer.casefold() not in NO:
            parts = [part.split("+") for part in answer.replace(" ", "").strip(",").split(",")]
            if all(one.isdecimal() and 0 < int(one) <= number for part in parts for one in part):
                return [[int(one) - 1 for one in part] for part in parts]
            self._show(self._words["say_number"].format(number))
        return []

    def _columns(self, field: str) -> Sequence[str]:
        asked = (column for _, project in self._found.read for column in project.asked)
        return next((column.choices for column in asked if column.field == field), ())

    def _headers(self) -> Sequence[str]:
        return next((project.table.header for _, project in self._found.read if project.table), ())

    def _split(self) -> str | None:
        found = proposal.separator(self._project)
        sign, name = found or ("", "")
        above, *below = name.split(sign) if sign else (name,)
        return self._either(self._words["split"].format(name, above, sign.join(below)), sign, "")

    def _uncoded(self) -> str | None:
        named = sorted(people(self._project, answers(settled(self._told))).uncoded)
        listed = ", ".join(named[:20]) + (" …" if len(named) > 20 else "")
        return self._either(self._words["uncoded"].format(len(named), listed), "asked", "left out")

    def _also(self) -> list[str] | None:
        answer = self._ask(self._words["also"]).strip()
        if answer.casefold() in NO:
            return []
        return [name for one in answer.split(",") if (name := one.strip())] or None

    def _set(self, name: str) -> str | None:
        """Ask whether a variable is a set of groups; what is no yes or no is the id she wants."""
        called = VARIABLES[self._lang].get(name, name)
        taken = {str(row.get("set")) for row in self._told["groups"].values() if isinstance(row, dict)}
        self._show(self._words["values"].format(called, ", ".join(self._values(name))))
        while answer := self._ask(f"{self._words['set'].format(called)} {self._words['yes_no']}").strip().casefold():
            if answer in NO:
                return ""
            if answer in YES or is_id(answer):
                return unused(slug(called, "gruppe"), taken) if answer in YES else answer
            self._show(self._words["say_yes_no"])
        return None

    def _values(self, name: str) -> list[str]:
        """Return the values of a variable, each with its number in the list and of persons."""
        counts = proposal.variables(people(self._project, answers(settled(self._told))))[0].get(name, Counter())
        values = self._told["groups"].get(name, {}).get("values", {})
        empty = self._words["empty"]
        return [f"{n} {value or empty} ({counts[value]})" for n, value in enumerate(values, start=1)]

    def _put_together(self, name: str) -> None:
        """Ask which values are one group: small groups leave little to show."""
        groups = list(self._told["groups"].get(name, {}).get("values", {}).items())
        if len(groups) > 2:
            for numbers in self._several(self._words["together"], len(groups)):
                for number in numbers[1:]:
                    self._save(("groups", name, "values", groups[number][0]), groups[numbers[0]][1])

    def _look(self, what: str, section: Place, inside: Place, others: Mapping[str, str]) -> None:
        """Show what was taken for persons or topics, and ask what is something else: its value by the question."""
        rows = parse(self._path.read_text(encoding="utf-8"))
        for key in section:
            rows = rows.get(key, {})
        shown = [name for name, row in rows.items() if not inside or row.get("role") == "topic"]
        if what in self._looked or not shown:
            return
        self._looked.add(what)
        self._show(self._words[what].format(len(shown)))
        for number, name in enumerate(shown, start=1):
            self._show(f"    {number}  {name}")
        for question, value in others.items():
            if value == "partner" and any(row.get("role") == value for row in rows.values()):
                continue
            for numbers in self._several(self._words[question], len(shown)):
                for number in numbers:
                    self._save((*section, shown[number], *inside), value)

    def _new(self) -> str | None:
        lines = self._path.read_text(encoding="utf-8").splitlines()
        begin = next((n for n, line in enumerate(lines) if line.startswith(f"[{UNMAPPED}]")), len(lines))
        for line in lines[begin + 1 :]:
            if line.strip() and not line.startswith("accept"):
                self._show(f"    {line.replace(f'[{UNMAPPED}.', '[')}")
        accepted = self._either(self._words["new"], "yes", "")
        return accepted or None

    def _save(self, place: Place, value: Value) -> bool:
        with files.alone(self._path.parent / ".lock"):
            text = filled_in(self._path.read_text(encoding="utf-8"), place, value)
            if text is not None:
                files.replace(self._path, text.encode())
        return text is not None


def has_title(study: Path) -> bool:
    """Say whether a study is called otherwise than its folder."""
    return bool(_description(study)["study"].get("title_de") != study.resolve().name)


def give_title(study: Path, title: str) -> None:
    """Write what a study is called into its description."""
    with files.alone(study / ".lock"):
        description = _description(study)
        description["study"]["title_de"] = " ".join(title.split())
        content = json.dumps(description, ensure_ascii=False, indent=2) + "\n"
        files.replace(study / "datapackage.json", content.encode())


def _description(study: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((study / "datapackage.json").read_bytes())
    return found
