"""Incident files: the answers about an incident, in YAML or JSON, read strictly and saved safely.

Promises: a file that is read holds no unknown key, value or type; a refusal is one French sentence
with file, line, column and the nearest valid name; a save is complete or leaves the old file.
"""

from expert.incident_files.reading import incident_at, read_incidents
from expert.incident_files.writing import (
    incident_text,
    save_problem,
    write_incident,
)

__all__ = [
    "incident_at",
    "incident_text",
    "read_incidents",
    "save_problem",
    "write_incident",
]
