"""What an outcome says, what a small file replays, and what a file may not do."""

from pathlib import Path

import pytest

from expert.incident import key_text
from expert.replay import decisions_folder, run
from expert.replay.model import read_decision
from expert.replay.outcomes import NAMED, expected, side
from knowledge import InputError, KnowledgeBase, load_base

FOLDER = decisions_folder()


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load_base()


@pytest.mark.parametrize(
    ("issue", "conclusion", "outcome", "said"),
    [
        ("faute", "manquement", {"fault_retained": "false"}, "non"),
        ("faute", "manquement", {}, None),
        ("faute", "diffamation", {"fault_retained": "true"}, None),
        ("caractere-public", "acces-disciplinaire", {"public_character": "not_discussed"}, None),
        ("caractere-prive", "conversation-privee", {"private_character": "professional"}, "non"),
        ("acces", "acces=public", {"qualification": "injure_non_publique"}, "non"),
        ("acces", "acces=restreint", {"defence_accepted": "no_publicity"}, "oui"),
        ("acces", "acces=confidentiel", {"defence_accepted": "confidentiality"}, "oui"),
        ("mesure", "nullite-encourue", {"sanction_outcome": "cause_reelle_rejected"}, None),
        ("mesure", "sanctionable", {"sanction_outcome": "annulled_proof"}, "non"),
        (
            "mesure",
            "sanctionable",
            {"sanction_outcome": "upheld", "sanction_type": "refus_titularisation"},
            None,
        ),
        (
            "nature-de-la-faute",
            "manquement-reserve",
            {"faults": ("reserve",), "fault_retained": "true"},
            "oui",
        ),
        (
            "nature-de-la-faute",
            "manquement-loyaute",
            {"faults": ("reserve",), "fault_retained": "true"},
            None,
        ),
        (
            "nature-de-la-faute",
            "manquement-dignite",
            {
                "faults": ("dignite",),
                "fault_retained": "false",
                "sanction_outcome": "annulled_proof",
            },
            None,
        ),
        (
            "infraction",
            "diffamation-publique-agent",
            {"offence_examined": "diffamation_publique", "disposition": "art10_violation"},
            "non",
        ),
        (
            "infraction",
            "injure-non-publique",
            {"offence_examined": "injure_publique", "liability": "true"},
            None,
        ),
        (
            "infraction",
            "provocation-a-la-haine-origine",
            {"offence_examined": "provocation_haine", "disposition": "art10_no_violation"},
            "oui",
        ),
        (
            "infraction",
            "usurpation-d-identite",
            {"offence_examined": "usurpation_identite", "liability": "true"},
            "oui",
        ),
        (
            "nature-de-la-faute",
            "manquement-ordinal-secret",
            {"faults": ("secret_professionnel",), "fault_retained": "true"},
            "oui",
        ),
        (
            "nature-de-la-faute",
            "usage-abusif-salarie",
            {"faults": ("usage_abusif_materiel",), "fault_retained": "false"},
            "non",
        ),
        (
            "nature-de-la-faute",
            "manquement-obeissance",
            {"faults": ("reserve",), "fault_retained": "true"},
            None,
        ),
        (
            "nature-de-la-faute",
            "manquement-harcelement-sexuel",
            {"faults": ("dignite", "harcelement"), "fault_retained": "true"},
            "oui",
        ),
        (
            "nature-de-la-faute",
            "confraternite-meconnue",
            {"faults": ("confraternite",), "fault_retained": "false"},
            "non",
        ),
        ("caractere-prive", "correspondance-protegee", {"private_character": "private"}, "oui"),
        ("alerte", "alerte-protegee", {"defence_accepted": "whistleblower"}, "oui"),
        (
            "alerte",
            "alerte-protegee-salarie",
            {"question": "lanceur_alerte", "disposition": "art10_no_violation"},
            "non",
        ),
        ("alerte", "alerte-protegee", {"disposition": "art10_no_violation"}, None),
        ("alerte", "bonne-foi", {"defence_accepted": "whistleblower"}, None),
        (
            "identification",
            "cible-identifiee",
            {"question": "identification", "qualification": "diffamation_publique"},
            "oui",
        ),
        (
            "identification",
            "cible-identifiee",
            {"question": "identification", "defence_accepted": "no_identification"},
            "non",
        ),
        ("identification", "cible-identifiee", {"qualification": "diffamation_publique"}, None),
        (
            "mesure",
            "sanction-maximale-risquee",
            {"sanction_is_maximum": "true", "sanction_outcome": "annulled_disproportionate"},
            "oui",
        ),
        (
            "mesure",
            "sanction-maximale-risquee",
            {"sanction_is_maximum": "false", "sanction_outcome": "annulled_disproportionate"},
            None,
        ),
        (
            "mesure",
            "sanctionable",
            {"sanction_outcome": "upheld", "sanction_type": "interdiction_exercer"},
            None,
        ),
    ],
)
def test_expected_values_are_read_from_the_outcome(
    issue: str, conclusion: str, outcome: dict[str, str | tuple[str, ...]], said: str | None
) -> None:
    assert expected(issue, conclusion, outcome) == said


def test_every_conclusion_that_an_outcome_names_is_one_of_the_base(base: KnowledgeBase) -> None:
    assert {atom for atom, _, _ in base.atoms()} >= NAMED


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ({"sanction_outcome": "upheld"}, "upheld"),
        ({"disposition": "condemned", "liability": "true"}, "upheld"),
        ({"disposition": "art10_no_violation"}, "upheld"),
        ({"disposition": "quashed", "liability": "false"}, "not_upheld"),
        ({"disposition": "art10_violation"}, "not_upheld"),
        ({"sanction_outcome": "annulled_proof", "fault_retained": "false"}, "not_upheld"),
        ({"sanction_outcome": "annulled_disproportionate", "fault_retained": "true"}, "not_upheld"),
        ({"sanction_outcome": "other", "fault_retained": "true"}, "upheld"),
        ({"sanction_outcome": "other", "evidence_admitted": "false"}, "undecided"),
    ],
)
def test_what_was_submitted_to_the_court_stood_fell_or_was_not_decided(
    outcome: dict[str, str | tuple[str, ...]], said: str
) -> None:
    assert side(outcome) == said


GOOD = """\
decision: cass-crim-2013-05-14-12-84042
ordre: presse
examen: 2013-05-14
incident:
  publications:
    - {access: direct_message, confidential: oui}
complete:
  - {fait: access, valeur: direct_message, d_apres: un courriel}
attendu:
  defence_accepted: confidentiality
compare:
  - {issue: acces, attendu: oui, conclusion: acces=confidentiel, unite: P1}
"""


def test_a_small_file_is_replayed(base: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "une.yaml").write_text(GOOD, encoding="utf-8")
    found = run(tmp_path, base)
    assert (found.replayed, found.agree, found.coverage) == (1, 1, 1.0)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("attendu: oui", "attendu: non", "l'issue de la décision dit « oui »"),
        ("12-84042", "12-84043", "décision inconnue du registre"),
        ("ordre: presse", "ordre: press", "valeur non admise"),
        ("ordre: presse", "ordre: presse\nnotes: rien", "clé inconnue : « notes »"),
        ("acces=confidentiel,", "acces=confidentielle,", "conclusion inconnue"),
        ("issue: acces", "issue: axes", "issue inconnue"),
        ("unite: P1", "unite: P9", "unité inconnue"),
        ("confidential: oui}", "confidental: oui}", "clé inconnue : « confidental »"),
        ("{fait: access, valeur: direct_message", "{fait: access, valeur: public", "autre valeur"),
        ("{fait: access,", "{fait: on_duty,", "absent de l'incident"),
        ("un courriel", "Convention", "ne se remplit pas par convention"),
        ("compare:", "ecart: {acces=public: rien}\ncompare:", "écart sans comparaison"),
        (
            "compare:",
            "sans_comparaison: {acces=confidentiel: rien}\ncompare:",
            "point pourtant comparé",
        ),
        ("compare:", "sans_comparaison: {acces=rien: rien}\ncompare:", "conclusion inconnue"),
        ("decision: cass", "---\n---\ndecision: cass", "une seule décision par fichier"),
    ],
)
def test_a_file_that_would_mislead_is_refused(
    base: KnowledgeBase, tmp_path: Path, before: str, after: str, message: str
) -> None:
    path = tmp_path / "une.yaml"
    path.write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(InputError, match=message) as refused:
        run(tmp_path, base)
    assert str(refused.value).startswith("une.yaml")


def test_an_empty_folder_is_said_so(base: KnowledgeBase, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="aucune décision à rejouer"):
        run(tmp_path, base)


def test_a_completed_fact_may_name_its_publication(base: KnowledgeBase) -> None:
    path = FOLDER / "caa-marseille-2023-12-19-23ma00974.yaml"
    decision, incident = read_decision(path, base)
    named = [entry.fact for entry in decision.completed if "@" in entry.fact]
    assert named
    assert set(named) <= {
        key_text(key).split("/")[0] for key, _ in incident.recorded() if key.spot.publication
    }


LISTED = """\
non_rejouees:
  - {decision: ass-plen-2000-07-12-article-1382, motif: procedure, raison: Aucun propos en cause.}
"""


def test_the_rest_of_the_registry_is_listed_beside_the_decisions(
    base: KnowledgeBase, tmp_path: Path
) -> None:
    _folder_with(tmp_path, LISTED)
    (entry,) = run(tmp_path, base).not_replayed
    assert (entry.decision, entry.reason) == ("ass-plen-2000-07-12-article-1382", "procedure")


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (
            "ass-plen-2000-07-12-article-1382",
            "ass-plen-2000-07-12",
            "décision inconnue du registre",
        ),
        ("ass-plen-2000-07-12-article-1382", "cass-crim-2013-05-14-12-84042", "pourtant rejouée"),
        ("motif: procedure", "motif: ennui", "valeur non admise"),
        ("raison:", "cause:", "clé manquante : « raison »"),
        (LISTED, LISTED + LISTED.split("\n")[1] + "\n", "décision répétée"),
    ],
)
def test_a_listing_that_would_mislead_is_refused(
    base: KnowledgeBase, tmp_path: Path, before: str, after: str, message: str
) -> None:
    _folder_with(tmp_path, LISTED.replace(before, after, 1))
    with pytest.raises(InputError, match=message) as refused:
        run(tmp_path, base)
    assert str(refused.value).startswith("non-rejouees.yaml")


def _folder_with(folder: Path, listing: str) -> None:
    (folder / "une.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "registre").mkdir()
    (folder / "registre" / "non-rejouees.yaml").write_text(listing, encoding="utf-8")
