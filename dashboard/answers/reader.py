"""One reader's look at a study, read from the parameters of an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.answers.answers import Answers, languages
from dashboard.package.dataset import Dataset
from dashboard.selection.address import Address, Links
from dashboard.selection.known import Known
from dashboard.selection.selection import Selection
from dashboard.texts import Texts


@dataclass(frozen=True)
class Reader:
    """What the study answers, where its words lead, and what of the address nobody knows."""

    answers: Answers
    links: Links
    dropped: tuple[str, ...] = ()

    @property
    def address(self) -> Address:
        """Return how the reader looks at the study."""
        return self.links.address

    @property
    def selection(self) -> Selection:
        """Return what the reader has selected."""
        return self.links.address.selection

    @property
    def known(self) -> Known:
        """Return the ids of the study, with the labels of the selected group set."""
        return self.links.known

    @property
    def texts(self) -> Texts:
        """Return the words around the answers."""
        return self.answers.texts


def read(dataset: Dataset, parameters: Mapping[str, list[str]], studies: tuple[str, ...] = ()) -> Reader:
    """Return what the parameters of an address ask of a study; `studies` are all that are served."""
    allowed = languages(dataset.study)
    language = next((value for value in parameters.get("lang", []) if value in allowed), allowed[0])
    answers = Answers(dataset, language)
    sets = tuple(answers.known().sets)
    set_id = next((value for value in parameters.get("set", []) if value in sets[1:]), "")
    known = answers.known(set_id)
    known = replace(known, studies=studies or known.studies)
    address, dropped = Address.read(parameters, known)
    return Reader(replace(answers, printed=address.printed), Links(address, known, dataset.version), dropped)
