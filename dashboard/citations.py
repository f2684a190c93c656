"""How to cite the study as it is shown here."""

from dashboard.texts import Texts


def text(title: str, version: str, source: str, address: str, texts: Texts) -> str:
    """Return the citation in one sentence."""
    return texts.cite_text.format(title=title, version=version, source=source, address=address).rstrip()


def bibtex(study_id: str, title: str, version: str, source: str, address: str, created: str) -> str:
    """Return the citation as a BibTeX entry."""
    fields = {
        "title": title,
        "howpublished": "Befundatlas",
        "version": version,
        "year": created[:4],
        "note": f"Quelle: {source}",
        "url": address,
    }
    lines = "".join(f"  {name} = {{{_escaped(content)}}},\n" for name, content in fields.items() if content)
    return f"@misc{{{study_id},\n{lines}}}"


def _escaped(content: str) -> str:
    for special in "\\{}%#&$_":
        content = content.replace(special, {"\\": "", "{": "(", "}": ")"}.get(special, f"\\{special}"))
    return content
