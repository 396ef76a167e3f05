"""The assessment as JSON, and its published schema.

One incident gives one object; several give a list of such objects, in the order of the files.
`format` in each object carries the version of the contract.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from expert.assessment.model import FORMAT, Assessment
from expert.plain_text import escaped_json


def contract_text(assessments: Sequence[BaseModel]) -> str:
    """Return the JSON of one assessment (an object) or of several (a list)."""
    try:
        texts = [assessment.model_dump_json(indent=2) for assessment in assessments]
    except ValueError:  # a lone surrogate: json writes it as an escape
        texts = [_text(assessment.model_dump()).rstrip() for assessment in assessments]
    joined = texts[0] if len(texts) == 1 else "[\n" + ",\n".join(texts) + "\n]"
    return escaped_json(joined) + "\n"


def schema_text() -> str:
    """Return the JSON schema of `contract_text`."""
    return _text(contract_schema())


def contract_schema() -> dict[str, Any]:
    """Return the schema: an assessment, or a list of at least two."""
    definition = Assessment.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = definition.pop("$defs")
    one = {"$ref": "#/$defs/Assessment"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT.replace('/', ':')}",
        "title": "Qualif",
        "description": "What `qualif qualifier --format json` prints: one assessment for one "
        "incident, a list of assessments for several.",
        "oneOf": [one, {"type": "array", "items": one, "minItems": 2}],
        "$defs": {**definitions, "Assessment": definition},
    }


def _text(data: Any) -> str:
    return escaped_json(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"
