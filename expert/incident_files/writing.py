"""Saving an incident: readable by a person, read back equal, and never half written.

Temporary file in the same folder (0600), fsync, rename, fsync of the folder: after a crash or a
full disk the old file or the new one is there, whole. « Saved » is said only after the last step.
"""

from __future__ import annotations

import errno
import json
import re
from datetime import date
from pathlib import Path
from typing import Any, Literal

import yaml

from expert.atomic_files import replace_file
from expert.incident import Answer, Answers, DateRange, Incident, Publication
from expert.incident_files.dates import written_date
from expert.incident_files.disputes import DISPUTES, disputes_data
from expert.incident_files.reading import DISPUTED_FORMAT, FORMAT
from expert.plain_text import escaped_json, is_safe

_HEADER = """\
# Incident saisi dans Qualif. Fichier de travail : à garder comme une pièce du dossier.
# « null » = je ne sais pas ; une clé absente = question pas encore posée.
"""
_SURROGATES = re.compile("[\ud800-\udfff]")
_ODD_SPACES = re.compile("[\t\r\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_REASONS = {
    errno.ENOSPC: "plus de place sur le disque",
    errno.EDQUOT: "plus de place sur le disque",
    errno.EACCES: "écriture non permise",
    errno.EPERM: "écriture non permise",
    errno.EROFS: "support en lecture seule",
    errno.ENOENT: "dossier introuvable",
    errno.ENOTDIR: "dossier introuvable",
    errno.EISDIR: "c'est un dossier, pas un fichier",
}


class _Dumper(yaml.SafeDumper):
    """Writes every text plainly unless it would be read as something else than that text."""

    yaml_implicit_resolvers = {  # noqa: RUF012  only null needs quotes: all else is read as text
        first: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
        for first, pairs in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    odd = _ODD_SPACES.search(text) or not is_safe(text)  # only escapes keep such characters
    style = '"' if odd else "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def write_incident(incident: Incident, path: Path) -> None:
    """Save the incident at `path` (JSON when its name ends so, YAML otherwise), atomically.

    Raises:
        OSError: nothing was written, the file that was there is untouched (`save_problem` says
            why in French).
    """
    text = incident_text(incident, "json" if path.suffix.lower() == ".json" else "yaml")
    replace_file(path, text.encode())


def save_problem(error: OSError) -> str:
    """Return in French why a save failed."""
    return _REASONS.get(error.errno or 0, "défaut du support")


def incident_text(incident: Incident, form: Literal["yaml", "json"]) -> str:
    """Return the text of the file, which `read_incidents` reads back equal."""
    data = _incident_data(incident)
    if form == "json":
        return escaped_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
    body: str = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return _HEADER + escaped_json(body)


def _incident_data(incident: Incident) -> dict[str, Any]:
    data: dict[str, Any] = {
        "format": DISPUTED_FORMAT if incident.disputes else FORMAT,
        "incident": _plain(incident.title),
        "examen": written_date(incident.examined_on),
        **_facts(incident.answers),
    }
    if incident.publications_closed is not None:
        data["autres_publications"] = "non" if incident.publications_closed else "oui"
    data["publications"] = [_publication_data(p) for p in incident.publications]
    if incident.disputes:
        data[DISPUTES] = disputes_data(incident.disputes, _value)
    if incident.notes:
        data["notes"] = _tree(dict(incident.notes))
    return data


def _publication_data(publication: Publication) -> dict[str, Any]:
    data: dict[str, Any] = {"id": publication.id}
    if publication.address:
        data["adresse"] = _plain(publication.address)
    data |= _facts(publication.answers)
    passages = [
        {"id": passage.id}
        | ({"verbatim": _plain(passage.verbatim)} if passage.verbatim else {})
        | _facts(passage.answers)
        for passage in publication.passages
    ]
    if len(passages) == 1 and passages[0]["id"] == publication.id:
        return data | passages[0]
    return data | {"passages": passages}


def _facts(answers: Answers) -> dict[str, Any]:
    return {fact: _value(answer) for fact, answer in answers.items()}


def _value(answer: Answer) -> Any:
    match answer:
        case None:
            return None
        case tuple():
            return [_plain(item) for item in answer]
        case DateRange(first, last):
            bounds = {"depuis": first, "jusqu_a": last}
            return {key: written_date(day) for key, day in bounds.items() if day is not None}
        case date():
            return written_date(answer)
        case str():
            return _plain(answer)
        case _:
            return (
                f"{answer:f}".rstrip("0").rstrip(".") if isinstance(answer, float) else str(answer)
            )


def _tree(value: Any) -> Any:
    """Return notes as plain data: texts, lists and mappings."""
    if isinstance(value, dict):
        return {_plain(str(key)): _tree(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_tree(item) for item in value]
    return None if value is None else _plain(str(value))


def _plain(text: str) -> str:
    """Return a text that UTF-8 can hold: a lone surrogate becomes the replacement character."""
    return _SURROGATES.sub("\ufffd", text)
