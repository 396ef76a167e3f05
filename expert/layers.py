"""The plans of the law, never mixed: their order and their names in a full report."""

from __future__ import annotations

LAYERS = {
    "penal": "Plan pénal",
    "civil": "Réparation (plan civil)",
    "disciplinaire": "Plan disciplinaire",
    "preuve": "Preuve",
    "protection": "Protections qui peuvent s'opposer",
    "procedure": "Procédure",
    "fait": "Faits et imputation",
}
"""The layers in the order of a full report, never mixed."""
