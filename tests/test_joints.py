"""Long nouns are broken where their parts meet, and are the same words else."""

import pytest

from dashboard.texts.joints import SOFT, joints


@pytest.mark.parametrize(
    "parts",
    [
        "Wohlfahrts|pflege",
        "Regierungs|präsidien",
        "Bürgermeister|innen",
        "Dezernent|innen",
        "Land|kreis|verwaltung",
        "Kooperations|partner",
        "Kommunen",
        "Jugendhilfe",
        "zurückgewinnen",
        "Digitalisierung",
        "Freie Träger der Wohlfahrts|pflege und Regierungs|präsidien",
    ],
)
def test_a_long_noun_is_broken_at_its_joints(parts: str) -> None:
    assert joints(parts.replace("|", "")) == parts.replace("|", SOFT)
