"""A power cut in the middle of an interview, and a hostile file, in a real terminal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.tui.cases import keep
from tests.tui.support import blank, complete_incident, saved
from tests.tui.window import Window

END, ENTER, F8 = "\x1b[F", "\r", "\x1b[19~"
TITLE = "\x1b]0;PIEGE\x07\x1b]52;c;UElFR0U=\x07\x9b31m\u202eegaP [@click=app.piege]x[/]"


def test_a_process_killed_in_the_middle_loses_no_answer_and_is_taken_up(tmp_path: Path) -> None:
    keep(tmp_path, blank())
    with Window(tmp_path) as window:
        window.until("Dossier 1")
        window.type(END + ENTER)
        window.until("Êtes-vous visé")
        window.type("a")
        window.until("Craignez-vous")
        window.type("b")
        window.until("Quel document a nommé l'agent")
        window.kill()
    answered = saved(tmp_path)
    assert answered.answers == {"reporter_role": "instruit", "danger_person": "non"}
    with Window(tmp_path) as again:
        again.until("Dossier 1")
        again.type(END + ENTER)
        again.until("Quel document a nommé l'agent")
        again.type("a")
        again.until("Que dit exactement le message")
        again.kill()
    assert saved(tmp_path).answers == {**answered.answers, "author_status": "titulaire"}


def test_a_terminal_that_goes_away_takes_the_application_with_it(tmp_path: Path) -> None:
    keep(tmp_path, blank())
    with Window(tmp_path) as window:
        window.until("Dossier 1")
        window.type(END + ENTER)
        window.until("Êtes-vous visé")
        window.type("a")
        window.until("Craignez-vous")
        window.hang_up()
    assert saved(tmp_path).answers == {"reporter_role": "instruit"}


def test_nothing_a_file_holds_reaches_the_terminal_as_an_order(tmp_path: Path) -> None:
    incident = complete_incident(TITLE)
    (publication,) = incident.publications
    passage = replace(publication.passages[0], verbatim=TITLE)
    hostile = replace(publication, passages=(passage,), address=TITLE)
    incident = replace(incident, publications=(hostile,))
    keep(tmp_path, incident)
    with Window(tmp_path) as window:
        window.until("PIEGE")
        window.type(END + ENTER)
        window.until("Relecture de vos réponses")
        window.type(F8)
        window.until("Procédure disciplinaire possible")
        window.type("\x1b[13~")
        window.until("Manquement")
        written = window.written
    for order in (b"\x1b]0;PIEGE", b"\x1b]52;", "\x9b".encode(), "\u202e".encode()):
        assert order not in written, order
