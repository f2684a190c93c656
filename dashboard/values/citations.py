"""How to cite the study as it is shown here."""

import re
from datetime import datetime

from dashboard.package.record import UNRECORDED, Record
from dashboard.package.study import Source
from dashboard.texts import Texts

DOI_AT = "https://doi.org/"


def text(title: str, version: str, source: str, address: str, texts: Texts, record: Record = UNRECORDED) -> str:
    """Return the citation in one sentence; authors stand in front unless the source names them."""
    cited = texts.cite_text.format(title=title, version=version, source=source, address=address).rstrip()
    named = [one for one in record.authors if (one.family or one.title) not in source]
    who = f"{'; '.join(one.listed for one in record.authors)}: " if named else ""
    return who + cited + (f" {DOI_AT}{record.doi}" if record.doi else "")


def bibtex(
    study_id: str,
    title: str,
    version: str,
    source: str,
    address: str,
    created: str,
    texts: Texts,
    record: Record = UNRECORDED,
) -> str:
    """Return the citation as a BibTeX entry; without a year where `created` is no date."""
    fields = {
        "author": " and ".join(one.listed for one in record.authors),
        "title": title,
        "howpublished": "Befundatlas",
        "version": version,
        "year": _year(created),
        "note": texts.cite_source.format(source),
        "doi": record.doi,
        "url": address,
    }
    lines = "".join(f"  {name} = {{{_escaped(content)}}},\n" for name, content in fields.items() if content)
    key = re.sub(r"[^A-Za-z0-9:_.-]", "", study_id) or "befundatlas"
    return f"@misc{{{key},\n{lines}}}"


def _year(created: str) -> str:
    try:
        return str(datetime.fromisoformat(created).year)
    except ValueError:
        return ""


def _escaped(content: str) -> str:
    for special in "\\{}%#&$_":
        content = content.replace(special, {"\\": "", "{": "(", "}": ")"}.get(special, f"\\{special}"))
    return content


def publication(source: Source, texts: Texts) -> str:
    """Return everything that is known of a publication, in one line."""
    names = [name.strip().split(", ", 1) for name in source.author.split(";") if name.strip()]
    who = texts.listed([" ".join(reversed(name)) for name in names])
    year = str(source.year) if source.year else texts.no_year if source.publisher else ""
    parts = [
        f"{who}: {source.title}" if who else source.title,
        ", ".join(part for part in (source.publisher, year) if part),
        f"ISBN {source.isbn}" if source.isbn else "",
        f"DOI {source.doi}" if source.doi else "",
        source.url,
        texts.read_at.format(source.read_at) if source.read_at else "",
    ]
    return ". ".join(part for part in parts if part)
