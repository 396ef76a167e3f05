"""The overview of the base as text, as Mermaid and as DOT: notions, layer by layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expert.documents.text import wrapped
from expert.plain_text import one_line
from expert.trees.forms import dot, mermaid
from expert.trees.overview import Place, by_layer
from knowledge.base_model import KnowledgeBase

PLAN = "Plan de la base : ses chapitres, et lequel lit les conclusions duquel"


def plan_law(base: KnowledgeBase) -> str:
    """Return which law is drawn."""
    return f"Base {base.version}, droit au {base.law_as_of:%d/%m/%Y}. Dessiné depuis les règles."


def layer_words(layer: int) -> str:
    """Return the name of a layer: the first one reads answers, each reads those before it."""
    return "Étape 1 : lus d'après les seules réponses" if layer == 1 else f"Étape {layer}"


def size_words(place: Place) -> str:
    """Return « 3 conclusions, 8 règles »."""
    return f"{_counted(place.conclusions, 'conclusion')}, {_counted(place.rules, 'règle')}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def plan_text(base: KnowledgeBase, places: Sequence[Place], width: int) -> str:
    """Return the overview as text."""
    return "\n".join(_text(base, places, width)) + "\n"


def _text(base: KnowledgeBase, places: Sequence[Place], width: int) -> Iterator[str]:
    yield from wrapped(PLAN, width)
    yield from wrapped(plan_law(base), width)
    yield from wrapped("L'arbre d'un chapitre : qualif base arbre NOM", width)
    titles = {place.notion: one_line(place.title) for place in places}
    for layer, found in by_layer(places):
        yield from ("", f"■ {layer_words(layer)}")
        for place in found:
            title = f"{titles[place.notion]} [{place.notion}] : {size_words(place)}"
            yield from wrapped(title, width, "  - ", "    ")
            if place.reads:
                read = " ; ".join(titles[notion] for notion in place.reads)
                yield from wrapped(f"lit : {read}", width, "      ", "      ")


def plan_mermaid(base: KnowledgeBase, places: Sequence[Place]) -> str:
    """Return the overview as a Mermaid flowchart."""
    names = {place.notion: f"c{number}" for number, place in enumerate(places, 1)}
    lines = [f"%% {PLAN}", f"%% {plan_law(base)}", "flowchart LR"]
    for layer, found in by_layer(places):
        lines.append(f'  subgraph n{layer}["{mermaid.quoted((layer_words(layer),))}"]')
        for place in found:
            text = mermaid.quoted((one_line(place.title), size_words(place)))
            lines.append(f'    {names[place.notion]}["{text}"]')
        lines.append("  end")
    for place in places:
        lines += [f"  {names[read]} --> {names[place.notion]}" for read in place.reads]
    return "\n".join(lines) + "\n"


def plan_dot(base: KnowledgeBase, places: Sequence[Place]) -> str:
    """Return the overview as a DOT graph."""
    names = {place.notion: f"c{number}" for number, place in enumerate(places, 1)}
    title = dot.quoted((PLAN, plan_law(base)))
    lines = [
        "digraph plan {",
        f'  graph [label={title} labelloc=t rankdir=LR fontname="Arial"]',
        '  node [fontname="Arial" fontsize=10 shape=box style="rounded,filled" '
        'fillcolor="#f4f7fb" color="#1f4e8c"]',
    ]
    for _, found in by_layer(places):
        lines.append("  { rank=same; " + " ".join(names[place.notion] for place in found) + " }")
        for place in found:
            text = dot.quoted((one_line(place.title), size_words(place)))
            lines.append(f"  {names[place.notion]} [label={text}]")
    for place in places:
        lines += [f"  {names[read]} -> {names[place.notion]}" for read in place.reads]
    return "\n".join([*lines, "}"]) + "\n"
