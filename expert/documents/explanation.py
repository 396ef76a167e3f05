"""The explanation of conclusions and questions, as a document: the same parts for every form.

Each part can be read alone (a tab of the application): in one line, the syllogism, the tree, why
not, what is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from expert.assessment.model import ConclusionResult, Contested
from expert.documents import markdown, text
from expert.documents.explanation_words import Words
from expert.documents.json_contract import contract_text
from expert.documents.outline import Block, Bullets, Heading, Item, Paragraph, bullets
from expert.documents.question_reasons import question_blocks
from expert.documents.source_text import (
    LEGEND,
    capitalised,
    status_word,
)
from expert.explanation.explanation_model import (
    AlternativeResult,
    Explainable,
    ExplainedIncident,
    Explanation,
    SufficientResult,
    SyllogismResult,
    WhyNotResult,
)
from expert.explanation.model import ProofNode
from expert.explanation.numbering import NumberedNode, step_text
from expert.explanation.render import MARK
from expert.explanation.why_not import Route
from expert.layers import LAYERS
from expert.status import Status

_ORDER: Final[tuple[Status, ...]] = ("established", "contested", "open", "excluded")
_MOST_ROUTES = 12

_TARGET: Final[dict[Status, str]] = {
    "established": "l'établir",
    "contested": "la rendre contestée (aucun changement de réponse ne l'établirait à lui seul)",
}
_NOT_SEARCHED = (
    "Recherche limitée : cette conclusion réunit trop de cas pour tout essayer. Chaque changement "
    "montré a été vérifié ; un plus court peut exister."
)
_SHORTEST_ALREADY = (
    "Recherche limitée : cette conclusion réunit trop de cas pour tout essayer. Rien de plus court "
    "n'existe, mais d'autres réponses suffiraient peut-être aussi."
)
_NOTHING_FOUND = (
    "Aucun changement n'a été trouvé dans les limites de la recherche : cette conclusion réunit "
    "trop de cas pour tout essayer. Cela ne prouve pas qu'il n'y en ait aucun."
)
_NO_CHANGE = "Aucun changement de réponse ne l'établirait."
_FACTS_FIRST = (
    "Ce sont des hypothèses pour comprendre le raisonnement, non des réponses à donner : seul ce "
    "qui est établi se répond."
)


def explained_text(explained: Sequence[ExplainedIncident], form: str, width: int) -> str:
    """Return what was explained as text on `width` columns, as Markdown, or as JSON."""
    if form == "json":
        return contract_text(explained)
    if form == "markdown":
        return "\n---\n\n".join(markdown.layout(explanation_blocks(e)) for e in explained)
    rule = f"\n{'=' * width}\n\n"
    return rule.join(text.layout(explanation_blocks(e), width) for e in explained)


def explanation_blocks(explained: ExplainedIncident) -> Iterator[Block]:
    """Yield the document: the list of what can be explained, or what was asked."""
    known = {cited.id: cited for cited in explained.citations}
    words = Words(known, several_units=explained.several_units)
    yield Heading(f"Pourquoi : {explained.title}", level=1)
    if explained.report_only is not None:
        yield Paragraph(f"{explained.report_only} Rien n'est qualifié, donc rien à expliquer.")
        return
    if explained.explainable:
        yield from list_blocks(explained.explainable, words)
    for explanation in explained.explanations:
        yield from conclusion_blocks(explanation, words)
    for reasons in explained.questions:
        yield Heading(reasons.question)
        yield from question_blocks(reasons, words)
    if known:
        yield Paragraph(LEGEND)
    if explained.mention:
        yield Paragraph(explained.mention)


def list_blocks(explainable: Iterable[Explainable], words: Words) -> Iterator[Block]:
    """Yield the conclusions that can be asked about, by plan, with how to name them."""
    found = list(explainable)
    yield Paragraph(
        "Conclusions que l'on peut faire expliquer (nommer l'identifiant ou le libellé ; "
        "« --toutes » ajoute les écartées) :"
    )
    for layer, title in LAYERS.items():
        named = sorted(
            (each for each in found if each.layer == layer), key=lambda e: _ORDER.index(e.status)
        )
        if named:
            yield Heading(title)
            yield from bullets(
                Item(f"{each.label}{words.where(each.unit)} : {status_word(each.status)}", each.id)
                for each in named
            )


def conclusion_blocks(explanation: Explanation, words: Words) -> Iterator[Block]:
    """Yield every part of one explanation."""
    conclusion = explanation.conclusion
    status = status_word(conclusion.status)
    yield Heading(f"{conclusion.label}{words.where(conclusion.unit)} : {status}")
    yield from line_blocks(explanation.line, conclusion)
    if explanation.syllogisms:
        yield Heading("Syllogisme", level=3)
        yield from syllogism_blocks(explanation.syllogisms, words)
    yield Heading("L'arbre du raisonnement", level=3)
    yield from tree_blocks(explanation.tree, words)
    if explanation.why_not is not None:
        yield Heading("Pourquoi pas", level=3)
        yield from why_not_blocks(explanation.why_not, words)
    if explanation.sufficient is not None:
        yield Heading("Ce qui suffit", level=3)
        yield from sufficient_blocks(explanation.sufficient)


def line_blocks(line: str, conclusion: ConclusionResult) -> Iterator[Block]:
    """Yield the conclusion in one line, and what is told of it."""
    yield Paragraph(line)
    if conclusion.sentence and conclusion.sentence not in line:
        yield Paragraph(conclusion.sentence)
    if conclusion.contested is not None:
        yield from bullets(_readings(conclusion.contested))


def syllogism_blocks(syllogisms: Iterable[SyllogismResult], words: Words) -> Iterator[Block]:
    """Yield the rule, the facts and the conclusion, then those it rests on."""
    for each in syllogisms:
        yield from bullets([
            Item(f"{each.major}{words.cite(each.sources)}", "Règle"),
            *([Item("", "Faits", tuple(Item(fact) for fact in each.minor))] if each.minor else []),
            Item(each.conclusion, "Conclusion"),
        ])  # fmt: skip


def tree_blocks(tree: NumberedNode, words: Words) -> Iterator[Block]:
    """Yield the whole tree; what is repeated is said once, and referred to by its number."""
    yield Bullets((_tree_item(tree, words),))


def why_not_blocks(why_not: WhyNotResult, words: Words) -> Iterator[Block]:
    """Yield what each rule lacks, then the smallest changes."""
    routes = list(why_not.routes)
    if not routes:
        yield Paragraph("Aucune règle de la base n'y conduit.")
    else:
        several = f"{len(routes)} règles y conduiraient" if len(routes) > 1 else (
            "Une règle y conduirait"
        )  # fmt: skip
        lacking = "qui manque à chacune" if len(routes) > 1 else "qui lui manque"
        yield Paragraph(f"{several} ; voici le premier élément {lacking}.")
        yield from bullets(_route_item(route, words) for route in routes[:_MOST_ROUTES])
        left = len(routes) - _MOST_ROUTES
        if left > 0:
            yield Paragraph(f"et {left} autre{'s' if left > 1 else ''} (en JSON : toutes).")
    yield from _changes(why_not)


def sufficient_blocks(sufficient: SufficientResult) -> Iterator[Block]:
    """Yield the sets of answers that settle a conclusion whatever the others."""
    word = status_word(sufficient.status)
    if not sufficient.sets:
        yield Paragraph(
            "Non prouvé : cette conclusion réunit trop de cas pour chercher ce qui suffit. "
            "L'arbre dit de quoi elle est faite."
        )
        return
    for number, each in enumerate(sufficient.sets):
        count = len(each.reasons)
        if not count:
            only = _only(each.only_these_publications)
            yield Paragraph(f"Quelles que soient les réponses{only} : {word}.")
            continue
        these = "Cette réponse suffit" if count == 1 else f"Ces {count} réponses suffisent"
        start = "Ou bien. " if number else ""
        said = f"{start}{these}, quelles que soient les autres{_only(each.only_these_publications)}"
        yield Paragraph(f"{said} : {word}.")
        yield from bullets(reason.sentence for reason in each.reasons)
    if sufficient.zones:
        yield Paragraph("Le point reste discuté en droit : les deux lectures sont dites plus haut.")
    if not sufficient.exact:
        yield Paragraph(
            "Cet ensemble suffit, mais la conclusion réunit trop de cas pour dire qu'aucun plus "
            "petit ne suffirait."
        )
    if sufficient.more:
        yield Paragraph("D'autres ensembles de réponses suffiraient aussi.")


def _tree_item(node: NumberedNode, words: Words, *, aside: bool = False) -> Item:
    below = [_tree_item(step, words) for step in _spliced(node)]
    below += [_tree_item(step, words, aside=True) for step in node.set_aside]
    return Item(step_text(node, aside=aside) + words.cite(node.sources), items=tuple(below))


def _spliced(node: NumberedNode) -> Iterator[NumberedNode]:
    """Yield what a step rests on; that several things are needed together goes without saying."""
    for step in node.steps:
        if step.kind == "all" and not step.set_aside:
            yield from _spliced(step)
        else:
            yield step


def _route_item(route: Route, words: Words) -> Item:
    below: list[Item] = []
    if route.missing is not None:
        title = "Il manque ensemble" if route.joint else "Il manque"
        below.append(_step_item(route.missing, words, title))
    for exception in route.exceptions:
        certain = "Une exception l'écarte" if exception.truth else "Une exception peut l'écarter"
        below.append(_step_item(exception, words, certain))
    below += [
        _step_item(step, words, "Ce qui l'arrête")
        for step in route.hindrances
        if step.truth is not True
    ]
    statement = f"{route.statement}{words.cite(route.sources)}"
    return Item(statement, "Règle", tuple(below))


def _step_item(step: ProofNode, words: Words, title: str = "") -> Item:
    where = words.where(step.unit) if step.kind in ("fact", "guard") else ""
    text = f"{MARK[step.truth]} {step.text}{where}{words.cite(step.sources)}"
    below = (_step_item(inner, words) for inner in (*step.steps, *step.set_aside))
    return Item(text, title, tuple(below))


def _changes(why_not: WhyNotResult) -> Iterator[Block]:
    if not why_not.alternatives:
        yield Paragraph(_NO_CHANGE if why_not.exact else _NOTHING_FOUND)
        return
    size, several = _size(why_not.alternatives[0]), len(why_not.alternatives) > 1
    if why_not.exact or size == 1:
        title = "Les plus petits changements qui suffiraient" if several else (
            "Le plus petit changement qui suffirait"
        )  # fmt: skip
    else:
        title = "Des changements qui suffiraient" if several else "Un changement qui suffirait"
    count = f"{size} réponse{'s' if size > 1 else ''}"
    yield Paragraph(f"{title} à {_TARGET[why_not.target]} ({count}, vérifié) :")
    yield from bullets(_alternative_item(each) for each in why_not.alternatives)
    if why_not.more:
        yield Paragraph("D'autres changements, aussi petits, suffiraient.")
    if not why_not.exact:
        yield Paragraph(_SHORTEST_ALREADY if size == 1 else _NOT_SEARCHED)
    yield Paragraph(_FACTS_FIRST)


def _size(alternative: AlternativeResult) -> int:
    return len(alternative.changes) + alternative.closes_list


def _alternative_item(alternative: AlternativeResult) -> Item:
    said = [Item(capitalised(change.sentence)) for change in alternative.changes]
    said += [Item("S'il n'y avait aucune autre publication")] if alternative.closes_list else []
    return said[0] if len(said) == 1 else Item("ensemble", items=tuple(said))


def _readings(contested: Contested) -> Iterator[Item]:
    for question in contested.questions:
        yield Item(question, "Point discuté")
    for reading in contested.readings:
        outcome = {True: "établi", False: "écarté", None: "à établir"}[reading.value]
        yield Item(f"{reading.statement.rstrip('.')}. Alors : {outcome}.", "Une lecture")
    for told in contested.prudent:
        yield Item(told, "Issue prudente")


def _only(only_these_publications: bool) -> str:
    return ", tant qu'il n'y a pas d'autre publication" if only_these_publications else ""
