"""The whole way in a real browser: to the result by the keyboard, by the mouse; nothing leaves."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from expert.office.shelf import case_lines
from expert.office.working import taken_up_case
from tests.browser.chromium import ENTRY, OF_CHROMIUM, Tab, browsing, served
from tests.tui.cases import office_again
from tests.tui.support import mini_base

pytestmark = pytest.mark.navigateur

MINI = (sys.executable, "-m", "tests.browser.serve_mini")
SIZES = [(1000, 640), (1600, 1000)]


def answered(folder: Path) -> dict[str, object]:
    """The answers of the only case, which another process made: its account by its phrase."""
    desk = office_again(folder / "d").desk
    assert desk is not None
    (line,) = case_lines(desk)
    return dict(taken_up_case(desk, mini_base(), line.id).incident().answers)


def assert_nothing_leaves(tab: Tab) -> None:
    own = urlsplit(tab.page.url).netloc
    assert tab.asked, "requests are written down"
    assert tab.hosts() == {own}
    assert tab.complaints == [], "neither an error nor a refusal of the content policy"


def picture(tab: Tab, name: str) -> None:
    """Keep a picture for who wants to look; `dist/` is never committed."""
    folder = Path(__file__).parents[2] / "dist" / "navigateur"
    tab.page.screenshot(path=folder / f"{name}.png")


@pytest.mark.parametrize("size", SIZES)
def test_by_the_keyboard_from_the_first_screen_to_the_result(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    with served(tmp_path, *MINI) as address, browsing(address, size) as (_, tab):
        tab.shows("Nouvel incident")
        picture(tab, f"accueil-{size[0]}")
        tab.press("Enter")
        tab.shows("Pour qui le résultat")
        tab.press("Tab", "Tab", "b")
        tab.shows("Êtes-vous visé")
        picture(tab, f"entretien-{size[0]}")
        tab.press("a")
        tab.shows("Craignez-vous")
        tab.press("ArrowDown", "ArrowDown", "Enter")
        for sentence in ("un mot de mépris", "Qui pouvait lire la publication", "par ruse"):
            tab.press("a")
            tab.shows(sentence)
        tab.press("b")
        tab.shows("Quand")
        tab.page.keyboard.type("02/11/2026")
        tab.press("Enter")
        tab.shows("Relecture de vos réponses")
        tab.press("F8")
        tab.shows("Procédure disciplinaire possible : ✓ établi")
        picture(tab, f"resultat-{size[0]}")
        assert_nothing_leaves(tab)
    found = answered(tmp_path)
    assert found["reporter_role"] == "instruit"
    assert found["danger_person"] == "non"
    assert found["author_status"] == "titulaire"
    assert str(found["discovery_date"]) == "2026-11-02"


def test_by_the_mouse_from_the_first_screen_to_the_result(tmp_path: Path) -> None:
    with served(tmp_path, *MINI) as address, browsing(address, (1000, 800)) as (_, tab):
        for sentence, clicked in (
            ("Nouvel incident", "Nouvel incident"),
            ("Pour qui le résultat", "Ressources humaines"),
            ("Êtes-vous visé", "J'instruis"),
            ("Craignez-vous", "b  Non"),
            ("Quel document a nommé", "Titulaire"),
            ("un mot de mépris", "a  Oui"),
            ("Qui pouvait lire la publication", "Tout le monde"),
            ("par ruse", "b  Non"),
            ("Quand un responsable", "Je ne sais pas"),
            ("Relecture de vos réponses", "Voir le résultat"),
        ):
            tab.shows(sentence)
            tab.click(clicked)
        tab.shows("Procédure disciplinaire possible")
        tab.click("Délais")
        tab.shows("Délais regardés au")
        assert_nothing_leaves(tab)
    found = answered(tmp_path)
    assert found["reporter_role"] == "instruit"
    assert found["danger_person"] == "non"
    assert found["author_status"] == "titulaire"
    assert found["discovery_date"] is None


def test_the_real_law_is_read_on_the_example(tmp_path: Path) -> None:
    real = (sys.executable, "-c", ENTRY, "servir", "--exemple")
    with served(tmp_path, *real) as address, browsing(address, (1600, 1000)) as (_, tab):
        tab.shows("Procédure disciplinaire possible : ✓ établi")
        picture(tab, "droit-reel")
        tab.press("F7")
        tab.shows("Relecture de vos réponses")
        tab.press("F8")
        tab.shows("Lecteur : Juriste")
        assert_nothing_leaves(tab)


# What a browser takes ----------------------------------------------------------------------------


def test_the_function_keys_reach_the_application_and_not_the_browser(tmp_path: Path) -> None:
    watch = """() => {
      window.kept = {};
      window.addEventListener("keydown", (event) => {
        setTimeout(() => { window.kept[event.key] = event.defaultPrevented; });
      }, true);
    }"""
    with served(tmp_path, *MINI) as address, browsing(address, (1000, 640)) as (_, tab):
        tab.shows("Nouvel incident")
        tab.page.evaluate(watch)
        keys = [f"F{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12)]
        tab.press(*keys)
        tab.until(lambda: len(tab.page.evaluate("window.kept")) == len(keys), "every key")
        assert tab.page.evaluate("window.kept") == dict.fromkeys(keys, True)
        tab.shows("Les touches")  # F1 was heard
        assert len(tab.sockets) == 1, "F5 loads nothing again"
        tab.page.evaluate("document.activeElement.blur()")
        tab.press("Escape", "F10")
        tab.shows("Chercher dans le menu")


def test_what_is_copied_and_pasted_crosses_the_page(tmp_path: Path) -> None:
    with served(tmp_path, *MINI) as address, browsing(address, (1000, 640)) as (context, tab):
        context.grant_permissions(["clipboard-write"])
        tab.shows("Nouvel incident")
        tab.press("ArrowDown", "Enter")
        tab.shows("Procédure disciplinaire possible")
        tab.press("F5")
        tab.shows("Demandé au navigateur")
        other = context.new_page()
        other.set_content("<textarea></textarea>")
        other.focus("textarea")
        other.keyboard.press("Control+v")
        pasted = other.input_value("textarea")
        assert pasted.startswith("Conclusions — Juriste, droit au ")
        assert "« bande de nuls »" in pasted
        assert "✓ établi" in pasted
        other.fill("textarea", "mots de l'été\n« nuls »")
        other.press("textarea", "Control+a")
        other.press("textarea", "Control+c")
        tab.page.bring_to_front()
        tab.press("Escape", "Escape")
        tab.shows("Nouvel incident")
        tab.press("Home", "Enter")
        tab.shows("Pour qui le résultat")
        tab.press("Control+v")
        tab.shows("mots de l'été")


def test_a_refused_copy_is_said_by_the_page(tmp_path: Path) -> None:
    refuse = 'Clipboard.prototype.writeText = () => Promise.reject(new Error("no"));'
    with served(tmp_path, *MINI) as address, browsing(address, (1000, 640)) as (context, tab):
        context.add_init_script(refuse)
        tab.page.reload()
        tab.shows("Nouvel incident")
        tab.press("ArrowDown", "Enter")
        tab.shows("Procédure disciplinaire possible")
        tab.press("F5")
        tab.page.get_by_text("Le navigateur a refusé la copie").wait_for(state="visible")


def test_a_file_is_downloaded_without_another_window(tmp_path: Path) -> None:
    with served(tmp_path, *MINI) as address, browsing(address, (1000, 640)) as (context, tab):
        tab.shows("Nouvel incident")
        tab.press("ArrowDown", "Enter")
        tab.shows("Procédure disciplinaire possible")
        tab.press("F6")
        tab.shows("F8 Télécharger")
        with tab.page.expect_download() as waited:
            tab.press("F8")
        file = waited.value
        assert file.suggested_filename.startswith("qualif-")
        assert file.suggested_filename.endswith(".txt")
        assert "Injure" in Path(file.path()).read_text(encoding="utf-8")
        tab.shows("remis au navigateur")
        assert len(context.pages) == 1
        assert_nothing_leaves(tab)


def test_an_address_in_a_text_is_never_opened(tmp_path: Path) -> None:
    with served(tmp_path, *MINI) as address, browsing(address, (1000, 640)) as (context, tab):
        tab.shows("Nouvel incident")
        tab.page.evaluate("window.open('https://exemple.fr/publication')")
        tab.page.get_by_text("Qualif n'ouvre aucune autre adresse").wait_for(state="visible")
        assert len(context.pages) == 1
        assert_nothing_leaves(tab)


# Closing -----------------------------------------------------------------------------------------


def windows() -> set[str]:
    """The processes that run a tab."""
    listed = subprocess.run(
        ["ps", "-eo", "pid,args"], capture_output=True, encoding="utf-8", check=True
    )
    return {line.split()[0] for line in listed.stdout.splitlines() if "mini_window" in line}


def test_each_tab_has_its_process_which_ends_with_it_and_loses_nothing(tmp_path: Path) -> None:
    with served(tmp_path, *MINI) as address, browsing(address, (1000, 640)) as (context, tab):
        tab.shows("Nouvel incident")
        before = windows()
        tab.press("Enter")
        tab.shows("Pour qui le résultat")
        tab.press("Tab", "Tab", "b")
        tab.shows("Êtes-vous visé")
        tab.press("a")
        tab.shows("Craignez-vous")
        second = context.new_page()
        second.goto(tab.page.url)
        tab.until(lambda: len(windows() - before) >= 1, "a second process")
        second.close()
        tab.until(lambda: windows() == before, "one process again")
        tab.page.reload()
        tab.shows("Nouvel incident")
        tab.shows("Dossier du")
        tab.press("ArrowDown", "ArrowDown", "Enter")
        tab.shows("Craignez-vous")
        tab.press("Control+q")
        tab.page.get_by_text("Rouvrir Qualif").wait_for(state="visible")
        assert not tab.page.locator("#terminal").is_visible(), "nothing is left to be read"
        tab.until(lambda: not windows(), "no process")
        tab.page.get_by_text("Rouvrir Qualif").click()
        tab.shows("Dossier du")
    assert answered(tmp_path)["reporter_role"] == "instruit"


def test_the_page_cannot_read_the_cookie_and_the_address_holds_no_token(tmp_path: Path) -> None:
    with served(tmp_path, *MINI) as address:
        first = address.read_text(encoding="utf-8").strip()
        with browsing(address, (1000, 640)) as (context, tab):
            tab.shows("Nouvel incident")
            assert tab.page.url.endswith("/")
            assert tab.page.evaluate("document.cookie") == ""
            (cookie,) = context.cookies()
            assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
            assert tab.page.request.get(first).status == 403


def test_a_link_in_a_mail_or_an_intranet_enters_too(tmp_path: Path) -> None:
    """A strict cookie stays in the browser when the link comes from elsewhere."""
    with served(tmp_path, *MINI) as address, browsing(address, (1000, 640)) as (context, tab):
        tab.shows("Nouvel incident")
        context.clear_cookies()
        link = address.read_text(encoding="utf-8").strip()
        tab.page.goto("data:text/html,<a href='" + link + "'>ici</a>")
        tab.page.get_by_text("ici").click()
        tab.until(lambda: len(tab.sockets) == 2, "a terminal")
        tab.shows("Nouvel incident")
        assert tab.page.url.endswith("/")


# Below the page ----------------------------------------------------------------------------------


def test_below_the_page_the_browser_asks_no_other_host(tmp_path: Path) -> None:
    """The log of the network of Chromium itself, without what it looks for on any page."""
    log = tmp_path / "reseau.json"
    with (
        served(tmp_path, *MINI) as address,
        browsing(address, (1000, 640), flags=(f"--log-net-log={log}",)) as (_, tab),
    ):
        tab.shows("Nouvel incident")
        tab.press("ArrowDown", "Enter")
        tab.shows("Procédure disciplinaire possible")
        own = urlsplit(tab.page.url).netloc
    written = json.loads(log.read_text(encoding="utf-8"))
    started = written["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    asked = {
        urlsplit(event["params"]["url"]).netloc
        for event in written["events"]
        if event["type"] == started and "url" in event.get("params", {})
    }
    assert own in asked
    assert asked - OF_CHROMIUM == {own}


def test_without_any_picture_card_the_terminal_is_drawn(tmp_path: Path) -> None:
    flags = ("--disable-3d-apis",)
    with (
        served(tmp_path, *MINI) as address,
        browsing(address, (1000, 640), flags=flags) as (_, tab),
    ):
        tab.shows("Nouvel incident")
        drawn = tab.page.locator("#terminal").screenshot()
        tab.press("F1")
        tab.shows("Les touches")
        tab.settle()
        assert tab.page.locator("#terminal").screenshot() != drawn
        assert tab.complaints == []
