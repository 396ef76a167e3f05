"""The incident of a case as its file writes it: read strictly by the base, written in one form."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from expert.cases.refusal import CaseRefusedError
from expert.incident import Incident
from expert.incident_files import incident_at, incident_text
from knowledge.base_model import KnowledgeBase
from knowledge.errors import InputError
from knowledge.reading import parse_documents

_SHOWN = "incident du dossier"


def incident_of(base: KnowledgeBase, document: Mapping[str, Any]) -> Incident:
    """Read the incident of a case. Raises `CaseRefusedError` where the base knows no such word."""
    try:
        text = json.dumps(document, ensure_ascii=True)  # a pasted control is an escape
        parsed = parse_documents(text, _SHOWN)
        return incident_at(parsed[0], (), base)
    except InputError as error:
        raise CaseRefusedError(str(error)) from None
    except (TypeError, ValueError, RecursionError):
        raise CaseRefusedError(f"{_SHOWN} : ce n'est pas un incident") from None


def document_of(incident: Incident) -> dict[str, Any]:
    """Return an incident as its file writes it."""
    written: dict[str, Any] = json.loads(incident_text(incident, "json"))
    return written
