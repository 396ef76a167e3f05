"""What the commands print as JSON, and the published schema of each.

One incident gives one object; several give a list of such objects, in the order of the files.
`format` in each object carries the version of the contract.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

from pydantic import BaseModel

from expert.plain_text import escaped_json


def contract_text(assessments: Sequence[BaseModel]) -> str:
    """Return the JSON of one result (an object) or of several (a list)."""
    try:
        texts = [assessment.model_dump_json(indent=2) for assessment in assessments]
    except ValueError:  # a lone surrogate: json writes it as an escape
        texts = [_text(assessment.model_dump()).rstrip() for assessment in assessments]
    joined = texts[0] if len(texts) == 1 else "[\n" + ",\n".join(texts) + "\n]"
    return escaped_json(joined) + "\n"


def schema_text(contract: str = "qualification") -> str:
    """Return the JSON schema of one of `CONTRACTS`."""
    return _text(contract_schema(contract))


CONTRACTS: Final = {
    "qualification": ("expert.assessment.model", "Assessment", "qualifier"),
    "explication": ("expert.explanation.explanation_model", "ExplainedIncident", "expliquer"),
    "et-si": ("expert.what_if.model", "WhatIf", "et-si"),
    "comparaison": ("expert.what_if.comparison_model", "Comparison", "comparer"),
}
"""Each versioned contract: where its model is, and the command that prints it."""

_OF_SEVERAL: Final = ("qualification", "explication")
"""Those whose command takes several incidents."""


def contract_schema(contract: str = "qualification") -> dict[str, Any]:
    """Return the schema of a contract: one object, or a list of at least two if it may be."""
    module, name, command = CONTRACTS[contract]
    home = import_module(module)
    model: type[BaseModel] = getattr(home, name)
    definition = model.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = definition.pop("$defs")
    one = {"$ref": f"#/$defs/{name}"}
    told = f"What `qualif {command} --format json` prints: one object"
    shape: dict[str, Any] = one
    if contract in _OF_SEVERAL:
        told += " for one incident, a list of them for several"
        shape = {"oneOf": [one, {"type": "array", "items": one, "minItems": 2}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{home.FORMAT.replace('/', ':')}",
        "title": "Qualif",
        "description": f"{told}.",
        **shape,
        "$defs": {**definitions, name: definition},
    }


def _text(data: Any) -> str:
    return escaped_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
