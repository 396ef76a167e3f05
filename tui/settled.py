"""What a person chose, applied: colours, animations, folder; the welcome; what is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from expert.store.chosen import chosen_store
from tui import doors
from tui.key_order import OrderedKeysApp
from tui.native_clipboard import Native
from tui.office import Office
from tui.preferences import Preferences
from tui.screens.base import Command
from tui.services import Services
from tui.themes import NAMES, THEMES


class SettledApp(OrderedKeysApp):
    """The settings are applied at once, kept at once, and never lost."""

    def __init__(
        self,
        load: Callable[[], Services],
        native: Native | None,
        preferences: Preferences,
        office: Office,
    ) -> None:
        super().__init__(load, native)
        self.preferences = preferences
        self.office = office
        for theme in THEMES:
            self.register_theme(theme)
        self.apply_settings()

    def open_sample(self) -> None:
        """Open the example shipped with the application."""
        raise NotImplementedError

    def welcome(self) -> None:
        """Say what is wrong with the settings, else show the tour to who comes the first time."""
        if self.preferences.refused is not None:
            self.open_trouble(self.preferences.refused, [("Continuer", None)])
        elif self.preferences.settings.welcome:
            self.open_tour()

    def apply_settings(self) -> None:
        """Show the colours and the animations that were chosen."""
        self.theme = self.preferences.settings.theme
        self.animation_level = "full" if self.preferences.settings.animations else "none"

    def open_tour(self) -> None:
        """Welcome: a few pages that point at the real keys; they do not come back by themselves."""

        def left(on_sample: bool | None) -> None:
            self.change_settings(welcome=False)
            if on_sample:
                self.open_sample()

        self.push_screen(doors.tour(), left)

    def open_settings(self) -> None:
        """Choose colours, reader, folder."""
        self.push_screen(doors.settings())

    def change_settings(self, **chosen: object) -> None:
        """Keep other settings and apply them; say so when they cannot be kept."""
        said = self.preferences.change(**chosen)
        self.apply_settings()
        if "folder" in chosen or "base" in chosen:
            settings = self.preferences.settings
            self.office = Office(chosen_store(settings.folder, settings.base), self.office.clock)
        if said is not None:
            self.say(said)

    def action_information(self) -> None:
        """Say the versions and the places, without any answer of a case."""
        screen = self.screen
        if screen.id != "information" and not getattr(screen, "too_small", False):
            self.with_services(self._show_information)

    def _show_information(self, services: Services) -> None:
        dialog = doors.information(services.base, self.office.place)
        dialog.id = "information"
        self.push_screen(dialog)

    def settings_commands(self) -> Iterator[Command]:
        """Yield what the menu offers everywhere about settings and versions."""
        for name in NAMES:
            if name != self.theme:
                chosen = partial(self.change_settings, theme=name)
                yield Command(f"Thème {name}", "changer les couleurs", chosen)
        yield Command("Réglages", "couleurs, lecteur proposé, dossier", self.open_settings)
        yield Command("Visite en deux minutes", "les touches, sur l'exemple", self.open_tour)
        yield Command("Informations techniques", "versions, lieux ; F12", self.action_information)
