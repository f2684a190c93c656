"""What whoever runs a server has set, by environment variables: read when it is asked for, all of it here."""

import os
from pathlib import Path

DATA = "BEFUNDATLAS_DATA"
STUDY = "BEFUNDATLAS_STUDY"
ADDRESS = "BEFUNDATLAS_ADRESSE"
HOSTS = "BEFUNDATLAS_HOSTS"
OPEN = "BEFUNDATLAS_OFFEN"
INDEXED = "BEFUNDATLAS_SUCHMASCHINEN"
SLIDE_TEMPLATE = "BEFUNDATLAS_FOLIENVORLAGE"
ENGINE = "BEFUNDATLAS_ENGINE"
PREVIEW = "BEFUNDATLAS_PREVIEW"
LIMITS = {
    "sessions": "BEFUNDATLAS_SESSIONS",
    "per_address": "BEFUNDATLAS_SESSIONS_PER_ADDRESS",
    "new_per_second": "BEFUNDATLAS_NEW_PER_SECOND",
    "runs": "BEFUNDATLAS_RUNS",
}
OPERATOR = {
    "imprint": "BEFUNDATLAS_IMPRESSUM",
    "privacy": "BEFUNDATLAS_DATENSCHUTZ",
    "contact": "BEFUNDATLAS_KONTAKT",
}
PUBLIC = (DATA, STUDY, ADDRESS, HOSTS, OPEN, INDEXED, SLIDE_TEMPLATE, ENGINE, *LIMITS.values(), *OPERATOR.values())
"""Those the README lists; PREVIEW is set by `publish preview` alone."""


def data() -> Path:
    """Return the folder of findings packages."""
    return Path(os.environ.get(DATA) or Path(__file__).parents[1] / "data")


def first_study() -> str:
    """Return the study an address without one means, "" where it is not said."""
    return os.environ.get(STUDY, "")


def address() -> str:
    """Return the public address without a slash at its end, "" where there is none."""
    return os.environ.get(ADDRESS, "").rstrip("/")


def hosts() -> str:
    """Return further names the server answers to, separated by commas."""
    return os.environ.get(HOSTS, "")


def is_open() -> bool:
    """Say whether pages elsewhere may read the figures in the browser of whoever opens them."""
    return bool(os.environ.get(OPEN)) and not is_preview()


def is_indexed() -> bool:
    """Say whether search engines may list the pages."""
    return bool(os.environ.get(INDEXED)) and not is_preview()


def slide_template() -> Path | None:
    """Return the presentation whose master slides are made in, None where they have our own design."""
    return Path(named) if (named := os.environ.get(SLIDE_TEMPLATE, "")) else None


def engine() -> str:
    """Return the address of what counts when a study is published, "" for this computer."""
    return os.environ.get(ENGINE, "")


def is_preview() -> bool:
    """Say whether a researcher looks at her own study before anything is protected."""
    return bool(os.environ.get(PREVIEW))


def limits() -> dict[str, str]:
    """Return what is set of the limits, by their fields."""
    return {field: value for field, name in LIMITS.items() if (value := os.environ.get(name, ""))}


def operator() -> dict[str, str]:
    """Return what is filled in of imprint, privacy and contact."""
    return {field: words for field, name in OPERATOR.items() if (words := os.environ.get(name, ""))}
