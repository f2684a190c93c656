"""Every word the reader sees outside the data: one frozen value in two languages."""

from dashboard.texts.english import EN
from dashboard.texts.german import DE
from dashboard.texts.words import Texts, paragraphs

LANGUAGES = {"de": DE, "en": EN}

__all__ = ["DE", "EN", "LANGUAGES", "Texts", "paragraphs"]
