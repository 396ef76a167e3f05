"""The form of a document of the case: which, for whom, why, and the file it is written to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from expert.cases.documents import incident_of
from expert.documents.acts.catalogue import ACTS, MadeDocument, made_document, titles
from expert.documents.acts.forms import laid_out
from expert.exchange.documents import Wanted, send_document
from expert.exchange.sending import NO_REASON, SHORTEST_REASON
from expert.office.errors import ConflictError
from expert.office.working import WorkingCase, taken_up_case
from expert.papers.making import act_paper
from expert.papers.writing import FORMS as OFFICE
from expert.papers.writing import rendered
from expert.plain_text import clean, one_line
from expert.readers import READERS
from expert.system_errors import said
from tui.casework.form import YES_NO, Asked, Form, Values
from tui.new_file import new_file

_FORMS: Final = {
    "texte": "Texte",
    "markdown": "Markdown",
    "docx": "Word (docx)",
    "pdf": "PDF",
}
_ENDINGS: Final = {"texte": "txt", "markdown": "md", "docx": "docx", "pdf": "pdf"}
_FOLLOWS_READER: Final = "fiche"
_LEAVES: Final = (
    "Le fichier sort du dossier protégé, en clair : l'export et son motif sont inscrits au dossier "
    "et au journal ; la copie échappe ensuite à l'effacement."
)
_CHANGED: Final = (
    "Quelqu'un a enregistré ce dossier depuis que vous l'avez ouvert : rouvrez-le avant d'en faire "
    "un document. Rien n'est sorti."
)


class PaperForm(Form):
    """Makes a document of the case; nothing is ever replaced."""

    name = "document"
    title = "Faire un document"
    go_on = "Écrire le fichier"
    act = "export"
    operation = "exporter"

    def told(self, values: Values) -> Sequence[str]:
        """Return what a copy that leaves means."""
        return (_LEAVES,)

    def asked(self, values: Values) -> Sequence[Asked]:
        """Return the fields; the file is named after the document."""
        return tuple(self._fields(values))

    def _fields(self, values: Values) -> Iterator[Asked]:
        known = titles(self.session.services.base)
        yield Asked("document", "Document", choices={n: known[n] for n in ACTS if n in known})
        if values.get("document") == _FOLLOWS_READER:
            yield Asked("reader", "Préparé pour", choices=READERS)
        yield Asked("form", "Forme", choices=_FORMS)
        yield Asked("recipient", "Destinataire", "À qui le document est remis.")
        yield Asked("reason", "Motif", "Pourquoi, en une phrase.", read=_read_reason, free=True)
        yield Asked("anonymised", "Remplacer les noms par des fonctions ?", choices=YES_NO)
        if self.is_web:
            yield Asked("path", "Nom du fichier", proposed=self._file_name(values))
        else:
            proposed = str(Path.cwd() / self._file_name(values))
            yield Asked("path", "Fichier à écrire", read=_read_target, proposed=proposed)

    def warnings(self, values: Values) -> Sequence[str]:
        """Return the words to read again, and that a draft is one."""
        kept = self.session.stored()
        base = self.session.services.base
        made = made_document(
            base,
            values.get("document", ""),
            incident_of(base, kept.case.incident),
            kept.case,
            reader=self._reader(values),
            anonymised=values.get("anonymised") == "oui",
        )
        draft = ("C'est un projet, et il le dit : aucune décision motivée n'est au dossier.",)
        return (*(draft if made.draft else ()), *made.to_read_again)

    def record(self, values: Values) -> str:
        """Write the document in a file that did not exist, once its export is recorded."""
        kept = self.session.stored()
        if not kept.is_last():
            raise RuntimeError(_CHANGED)
        if self.is_web:
            name = one_line(Path(values["path"]).name)
            self.download = (BytesIO(self._send(kept, values)), name)
            return f"Fichier remis au navigateur, dans ses téléchargements : {name}"
        path = Path(values["path"]).expanduser()
        try:
            with new_file(path) as file:
                file.write(self._send(kept, values))
        except FileExistsError:
            raise ValueError("« fichier à écrire » : ce fichier existe déjà") from None
        except OSError as error:
            raise ValueError(f"« fichier à écrire » : {said(error)}") from None
        return f"Fichier écrit : {clean(str(path))} ; à relire avant de le remettre."

    download: tuple[BytesIO, str] | None = None
    """What a browser is handed over, with its name."""

    def _send(self, kept: WorkingCase, values: Values) -> bytes:
        base, form = self.session.services.base, values["form"]

        def render(document: MadeDocument) -> bytes:
            if form in OFFICE:
                paper = act_paper(document, base, kept.desk.clock().date())
                return rendered(paper, form)
            return laid_out(document, form).encode()

        wanted = Wanted(
            name=values["document"],
            form=form,
            recipient=values["recipient"],
            reason=values["reason"],
            reader=self._reader(values),
            anonymised=values["anonymised"] == "oui",
        )
        try:
            _, content = send_document(kept.desk, base, kept.id, wanted, render)
        except ConflictError as conflict:
            kept.beside = conflict.branch
            raise
        again = taken_up_case(kept.desk, base, kept.id)
        if again.number == kept.number + 1:  # otherwise the next save tells that there are two
            self.session.go_on_with(again)
        return content

    def _reader(self, values: Values) -> str:
        return values.get("reader") or self.session.profile

    def _file_name(self, values: Values) -> str:
        stamp = f"{self.session.now():%Y%m%d-%H%M}"
        ending = _ENDINGS.get(values.get("form", ""), "txt")
        return f"{values.get('document') or 'document'}-{stamp}.{ending}"


def _read_reason(text: str) -> str:
    if len(text.strip()) < SHORTEST_REASON:
        raise ValueError(NO_REASON)
    return text.strip()


def _read_target(text: str) -> str:
    path = Path(text.strip()).expanduser()
    if path.exists() or path.is_symlink():
        raise ValueError("Ce fichier existe déjà : donnez un autre nom.")
    if not path.parent.is_dir():
        raise ValueError("Ce dossier n'existe pas sur l'ordinateur.")
    return text.strip()
