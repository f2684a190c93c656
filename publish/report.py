"""The release report: what a data protection officer reads before and after a release."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from publish.coded_study import CodedStudy
from publish.counting import Place
from publish.package import Package
from publish.programmes import Equation
from publish.quotes import MOST_PER_PERSON
from publish.register import Release

RULES = {
    "small": "1 bis {k_less_one} Personen: gezeigt als „weniger als {k}“",
    "hidden_small": "1 bis {k_less_one} Personen, ganz verschwiegen, weil „weniger als {k}“ zu viel verriete",
    "small_base": "weniger als {k} Befragte: jede Zahl verschwiegen",
    "sensitive": "heikles Thema: alle, niemand oder fast alle, verschwiegen",
    "complement": "verschwiegen, damit sich andere Zellen nicht ausrechnen lassen",
    "difference": "verschwiegen, weil der Vergleich mit einer früheren Freigabe zu viel verriete",
}
EQUATIONS = {
    "child": "ein Unterthema hat höchstens so viele Personen wie sein Thema",
    "children": "ein Thema hat höchstens so viele Personen wie seine Unterthemen zusammen",
    "partner": "mit Bezug auf einen Partner nannten es höchstens so viele wie überhaupt",
    "parts": "eine Gruppe ist die Summe derer, die schon in einer früheren Freigabe waren, und der anderen",
    "before": "eine frühere Freigabe zählte dieselben Personen in anderen Gruppen",
    "sets": "die Gruppen jedes Gruppensatzes ergeben dieselbe Summe",
}


def report(study: CodedStudy, package: Package, version: str, releases: Sequence[Release]) -> str:
    """Return the report as one HTML page without any script. It stays with the study."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
    )
    rules = Counter(package.protection.rules.values())
    decisions = study.db.execute(
        "select mark, decision, reason, coalesce(decided_by, ''), coalesce(decided_on, '') from decisions order by row"
    ).fetchall()
    return environment.get_template("report.html").render(
        study=study,
        version=version,
        cells=len(package.counts),
        rules=[(rule_words(rule, study.threshold), number) for rule, number in rules.most_common()],
        withheld=sum(rules.values()),
        places=[
            (place_words(place), rule_words(rule, study.threshold))
            for place, rule in sorted(package.protection.rules.items())
        ],
        repairs=[
            (place_words(e.place), e.low, e.high, [equation_words(q) for q in e.equations[:3]])
            for e in package.protection.repairs
        ],
        elsewhere=[(place_words(p), citation) for p, citation in sorted(package.published_elsewhere.items())],
        chosen=package.chosen,
        corrections=package.corrections,
        most=MOST_PER_PERSON,
        decisions=decisions,
        releases=releases,
    )


def rule_words(rule: str, threshold: int) -> str:
    """Say why a cell is withheld."""
    return RULES[rule].format(k=threshold, k_less_one=threshold - 1)


def place_words(place: Place) -> str:
    """Name a cell by its ids."""
    partner = f", Partner {place.partner_id}" if place.partner_id else ""
    return f"{place.category_id}, {place.group_id}{partner}"


def equation_words(equation: Equation) -> str:
    """Say a relation between cells in words and in symbols."""
    left = [f"[{place_words(p)}]" for p, c in equation.terms if c > 0]
    right = [f"[{place_words(p)}]" for p, c in equation.terms if c < 0]
    sign = "=" if equation.exact else "≤"
    return f"{EQUATIONS[equation.kind]}: {' + '.join(left)} {sign} {' + '.join(right)}"
