"""The Cameos panel as a person uses it, with the engine's own answers about a real home of cameos."""

import sys
from pathlib import Path

import keyring
import keyring.core
import pytest
from desk import HANA, Desk
from keyring.backends import fail
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QDate, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QToolButton, QWidget

from studio.cameo.deleting import recorded
from studio.cameo.home import Home, open_home
from studio.cameo.likeness import Double, Harm, Level, Limits
from studio.cameo.parcels import Outgoing
from studio.cameo.profile import Content, Profile
from studio.cameo.registry import Work
from studio.engine.cameo_desk import do, look_at
from studio.engine.cameo_jobs import DeleteEverything, DoWithCameos, LookAtCameos, SetProfile
from studio.engine.jobs import Failed, Preview
from studio.errors import StudioError
from studio.timeline.film import Look, Voice
from studio.ui.cameo.asking import DeleteDialog, DestroyDialog
from studio.ui.cameo.panel import CameoPanel
from studio.ui.cameo.profile_dialog import ProfileDialog
from studio.ui.likeness_line import LikenessLine
from studio.ui.theme import DARK
from studio.ui.timeline.lanes import Lane
from studio.ui.timeline.tips import tip_at

sys.path.insert(0, str(Path(__file__).parents[1] / "cameo"))
from cameo_world import MONDAY, DictSecrets, Person

DOUBLE = Double(Look(hair="#402010"), Voice())


class Clerk:
    """Answers what the window asks about cameos, as the engine does."""

    def __init__(self, desk: Desk, home: Home) -> None:
        self.desk, self.home = desk, home

    def answer(self) -> None:
        engine = self.desk.engine
        while jobs := [*engine.pending(LookAtCameos), *engine.pending(DoWithCameos)]:
            job, request = jobs[0], engine.due[jobs[0]]
            act = do if isinstance(request, DoWithCameos) else look_at
            try:
                engine.deliver(act(request, job, self.home))
                engine.end(job)
            except StudioError as fault:
                engine.end(job, Failed(job, str(fault), fault.remedy))
            for _ in range(2):  # what is told is shown, and then what was made for it
                QCoreApplication.processEvents()


@pytest.fixture
def clerk(desk: Desk, tmp_path: Path) -> Clerk:
    return Clerk(desk, Home(tmp_path / "cameos", DictSecrets, lambda: float(MONDAY)))


@pytest.fixture
def panel(desk: Desk, clerk: Clerk) -> CameoPanel:
    desk.window.commands["focus_cameos"].trigger()
    desk.bot.waitUntil(lambda: bool(desk.engine.pending(LookAtCameos)))
    clerk.answer()
    return desk.window.cameo


def begun(clerk: Clerk, panel: CameoPanel) -> CameoPanel:
    panel.beginning.name.setText("Hana")
    panel.beginning.handle.setText("@hana")
    panel.beginning.button.click()
    clerk.answer()
    return panel


def with_cameo(desk: Desk, clerk: Clerk, panel: CameoPanel) -> CameoPanel:
    begun(clerk, panel)
    clerk.home.make_cameo("hana", "Hana", DOUBLE, adult=True)
    desk.window.cameos.look()
    clerk.answer()
    return panel


def press(panel: QWidget, words: str) -> None:
    next(one for one in panel.findChildren(QToolButton) if one.text() == words and one.isVisibleTo(panel)).click()


def shown(panel: QWidget) -> str:
    return "\n".join(one.text() for one in panel.findChildren(QLabel) if one.isVisibleTo(panel))


def test_it_begins_by_saying_what_a_cameo_is_and_who_decides(panel: CameoPanel, clerk: Clerk) -> None:
    assert "owner alone" in shown(panel)
    assert not panel.beginning.button.isEnabled()
    begun(clerk, panel)
    assert clerk.home.card[1].name == "Hana"
    assert "No cameos yet" in shown(panel)


def test_rules_are_explained_and_signed_when_they_are_changed(desk: Desk, clerk: Clerk, panel: CameoPanel) -> None:
    with_cameo(desk, clerk, panel)
    assert panel.library.item(0).text() == "@hana  ·  yours, only me"
    assert "Nobody but you" in shown(panel.rules)
    assert not panel.rules.save.isEnabled()
    panel.rules.level.setCurrentIndex(1)
    panel.rules.checks["no_violence"].click()
    assert "people you choose" in shown(panel.rules)
    panel.rules.save.click()
    clerk.answer()
    (cameo,) = clerk.home.registry.entries
    held = clerk.home.held(cameo)
    assert held is not None
    assert held.rules.level is Level.APPROVED
    assert held.rules.limits.no_violence
    assert not panel.rules.save.isEnabled()


def test_a_friend_is_met_lent_to_and_taken_back_from(
    desk: Desk, clerk: Clerk, panel: CameoPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_cameo(desk, clerk, panel)
    ken = Person(tmp_path / "ken", "Ken", "ken")
    card = tmp_path / "ken.card"
    card.write_bytes((ken.folder / "card.json").read_bytes())
    drop(panel, card)
    clerk.answer()
    assert "Ken" in shown(panel.people)
    monkeypatch.setattr(panel.people, "_folder", lambda: tmp_path / "out")
    press(panel.people, "Lend…")
    clerk.answer()
    assert "only me" in shown(panel), "the rules do not let him have it yet, and that is said"
    panel.rules.level.setCurrentIndex(1)
    panel.rules.save.click()
    clerk.answer()
    press(panel.people, "Lend…")
    clerk.answer()
    ken.knows(hana_of(clerk, tmp_path))
    assert ken.home.take_in((tmp_path / "out" / "cameo-for-ken.cameo").read_bytes())
    assert "has it until 2027-01-2" in shown(panel.people)
    press(panel.people, "Take back")
    clerk.answer()
    assert (tmp_path / "out" / "taken-back-for-ken.cameo").exists()
    assert "taken back; over by 2027-01-2" in shown(panel.people)
    assert "has it" not in shown(panel.people)
    verbs = {one.text() for one in panel.people.findChildren(QToolButton) if one.isVisibleTo(panel)}
    assert "Lend…" in verbs
    assert "Take back" not in verbs


def hana_of(clerk: Clerk, folder: Path) -> Person:
    """Hana's folder, so that her card can be handed over."""
    person = object.__new__(Person)
    person.folder = clerk.home.folder
    return person


def drop(panel: CameoPanel, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    panel.dropEvent(
        QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
    )


def test_a_cameo_plays_a_part_and_the_inspector_says_whose_likeness_it_is(
    desk: Desk, clerk: Clerk, panel: CameoPanel
) -> None:
    with_cameo(desk, clerk, panel)
    press(panel.uses, "Play the part")
    clerk.answer()
    assert desk.film.cast[0].cameo == next(iter(clerk.home.registry.entries))
    line = desk.window.inspector.likeness
    desk.window.session.choose(desk.film.shots[0].id)
    assert "Hana is you" in shown(line)
    assert "Shots 1, 2, 3" in shown(panel.uses)
    desk.window.session.choose(desk.film.shots[4].id)
    assert not line.isVisibleTo(desk.window.inspector)


def test_a_locked_shot_says_why_and_another_character_can_play(desk: Desk, clerk: Clerk, panel: CameoPanel) -> None:
    with_cameo(desk, clerk, panel)
    desk.engine.finish_all()
    QCoreApplication.processEvents()
    previews = len([one for one in desk.engine.asked if isinstance(one, Preview)])
    film = desk.film
    cast = tuple(replace(one, cameo="0" * 32) if one.id == HANA else one for one in film.cast)
    desk.window.session.apply("Open a friend's film", lambda film: replace(film, cast=cast))
    clerk.answer()
    line: LikenessLine = desk.window.inspector.likeness
    desk.window.session.choose(film.shots[0].id)
    assert "Hana is locked" in shown(line)
    assert "A stand-in plays the part" in shown(line)
    assert len(desk.window.cameos.locked) == 3
    assert len([one for one in desk.engine.asked if isinstance(one, Preview)]) > previews, "the picture is drawn anew"
    assert "Hana: shots 1, 2, 3 are locked" in shown(panel)
    press(panel, "Let another character play")
    clerk.answer()
    assert desk.film.cast[0].cameo == ""
    assert desk.window.cameos.locked == ()


def test_a_locked_shot_wears_a_lock_on_the_timeline_and_is_freed_there(
    desk: Desk, clerk: Clerk, panel: CameoPanel
) -> None:
    with_cameo(desk, clerk, panel)
    canvas, film = desk.window.canvas, desk.film
    canvas.resize(1200, 300)
    before = canvas.grab().toImage()
    cast = tuple(replace(one, cameo="0" * 32) if one.id == HANA else one for one in film.cast)
    desk.window.session.apply("Open a friend's film", lambda film: replace(film, cast=cast))
    clerk.answer()
    (lock,) = canvas.locks.of(film.shots[0].id)
    assert canvas.grab().toImage() != before
    sheet = canvas._sheet()
    inside = QPoint(sheet.runs[0].left + 30, sheet.lanes[Lane.SHOTS].center().y())
    assert f"Locked, Hana: {lock.lock}" in tip_at(sheet, inside)
    menu = canvas.locks.menu(film.shots[0].id)
    assert menu is not None
    (action,) = menu.actions()
    assert action.text() == "Let another character play Hana"
    action.trigger()
    clerk.answer()
    assert desk.film.cast[0].cameo == ""
    assert canvas.locks.menu(film.shots[0].id) is None


def test_whom_one_is_not_seen_with_and_what_others_may_show_are_signed_with_the_rules(
    desk: Desk, clerk: Clerk, panel: CameoPanel, tmp_path: Path
) -> None:
    ken = Person(tmp_path / "ken", "Ken", "ken")
    with_cameo(desk, clerk, panel)
    clerk.home.take_in((ken.folder / "card.json").read_bytes())
    desk.window.cameos.look()
    clerk.answer()
    form = panel.rules
    (person,) = form.company.choices
    form.company.boxes[person].click()
    form.allowed.boxes["cruelty"].click()
    form.save.click()
    clerk.answer()
    (cameo,) = clerk.home.registry.entries
    held = clerk.home.held(cameo)
    assert held is not None
    assert held.rules.limits.not_with == (person,)
    assert held.rules.limits.allows == (Harm.CRUELTY,)
    assert form.company.ticked == (person,)
    assert not form.save.isEnabled()
    form.allowed.boxes["cruelty"].click()
    form.save.click()
    clerk.answer()
    held = clerk.home.held(cameo)
    assert held is not None
    assert held.rules.limits.allows == ()
    assert held.rules.limits.not_with == (person,)


def test_everything_is_listed_before_it_is_deleted(desk: Desk, clerk: Clerk, panel: CameoPanel, tmp_path: Path) -> None:
    with_cameo(desk, clerk, panel)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"a film")
    (cameo,) = clerk.home.registry.entries
    work = Work(str(film), "film", (cameo,), (), MONDAY)
    clerk.home.change(lambda registry: recorded(registry, work))
    desk.window.cameos.look()
    clerk.answer()
    assert panel.uses.works.item(0).text().startswith("film.mp4")
    dialog = DeleteDialog(panel, (work,))
    assert dialog.works.item(0).text() == str(film)
    assert "cannot be reached" in shown(dialog)
    dialog.deleteLater()
    ken = Person(tmp_path / "ken", "Ken", "ken")
    clerk.home.take_in((ken.folder / "card.json").read_bytes())
    desk.window.cameos.do(DeleteEverything(cameo, tmp_path / "out"))
    clerk.answer()
    assert not film.exists()
    assert "Ken, about @hana: no answer yet" in shown(panel)
    assert "Receipt of 2027-01-15: deleted, 1 deleted" in shown(panel)


def test_trouble_is_said_and_nothing_is_lost(desk: Desk, clerk: Clerk, panel: CameoPanel, tmp_path: Path) -> None:
    with_cameo(desk, clerk, panel)
    noise = tmp_path / "noise.cameo"
    noise.write_bytes(b"\x00" * 100)
    drop(panel, noise)
    clerk.answer()
    assert "not for you, or it is damaged" in shown(panel)
    (clerk.home.folder / "registry.json").write_bytes(b"{}")
    desk.window.cameos.look()
    clerk.answer()
    assert "gone or was edited" in shown(panel)


def test_a_parent_locks_what_the_machine_allows(desk: Desk, clerk: Clerk, panel: CameoPanel) -> None:
    begun(clerk, panel)
    dialog = ProfileDialog(panel, Profile(), locked=False)
    assert "does not stop somebody who administers this machine" in shown(dialog)
    assert not dialog.save.isEnabled()
    dialog.gentle.setChecked(True)
    dialog.closes.setValue(20)
    dialog.pin.setText("482913")
    assert dialog.save.isEnabled()
    desk.window.cameos.do(SetProfile(*dialog.asked))
    clerk.answer()
    assert clerk.home.profile == Profile(content=Content.GENTLE, hours=(0, 20))
    desk.window.cameos.do(SetProfile(Profile(), "000000"))
    clerk.answer()
    assert "not the PIN" in shown(panel)
    dialog.deleteLater()


def test_where_there_is_no_key_store_a_passphrase_opens_ones_cameos(
    desk: Desk, clerk: Clerk, panel: CameoPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", fail.Keyring())
    clerk.home = open_home(tmp_path / "behind")
    desk.window.cameos.look()
    clerk.answer()
    panel.beginning.name.setText("Hana")
    panel.beginning.handle.setText("hana")
    assert not panel.beginning.button.isEnabled(), "it takes a passphrase here"
    panel.beginning.passphrase.setText("umbrella")
    panel.beginning.button.click()
    clerk.answer()
    assert "No cameos yet" in shown(panel)
    clerk.home = open_home(tmp_path / "behind")
    desk.window.cameos.look()
    clerk.answer()
    assert "Your cameos are locked" in shown(panel)
    for words, expected in (("parasol", "does not open"), ("umbrella", "No cameos yet")):
        panel.beginning.passphrase.setText(words)
        panel.beginning.button.click()
        clerk.answer()
        assert expected in shown(panel)


def test_a_cameo_is_deleted_only_after_saying_what_goes_and_what_stays(
    desk: Desk, clerk: Clerk, panel: CameoPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_cameo(desk, clerk, panel)
    (cameo,) = clerk.home.registry.entries
    ken = Person(tmp_path / "ken", "Ken", "ken")
    clerk.home.take_in((ken.folder / "card.json").read_bytes())
    clerk.home.set_rules(cameo, Level.APPROVED, Limits())
    clerk.home.approve(cameo, ken.id)
    clerk.home.lend(cameo, ken.id)
    work = Work(str(tmp_path / "film.mp4"), "film", (cameo,), (), MONDAY)
    clerk.home.change(lambda registry: recorded(registry, work))
    desk.window.cameos.look()
    clerk.answer()
    told = panel.chosen
    assert told is not None
    dialog = DestroyDialog(panel, told)
    words = shown(dialog)
    assert "the key to them is destroyed" in words
    assert "taken back from Ken first" in words
    assert "1 work made with it on this machine stays" in words
    dialog.deleteLater()
    asked: list[str] = []
    monkeypatch.setattr("studio.ui.cameo.panel.ask_to_destroy", lambda _panel, one: asked.append(one.handle) or False)
    monkeypatch.setattr(panel, "ask_folder", lambda: tmp_path / "out")
    panel.uses.end.click()
    assert asked == ["hana"]
    assert cameo in clerk.home.registry.entries, "it is only asked"
    monkeypatch.setattr("studio.ui.cameo.panel.ask_to_destroy", lambda _panel, _one: True)
    panel.uses.end.click()
    clerk.answer()
    assert clerk.home.registry.entries == {}
    assert not list((clerk.home.folder / "vault").rglob("*.sealed"))
    assert (tmp_path / "out" / "taken-back-for-ken.cameo").exists()
    assert "No cameos yet" in shown(panel)


def test_what_a_friend_wants_deleted_is_listed_before_it_is(
    desk: Desk, clerk: Clerk, panel: CameoPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(clerk, panel)
    ken = Person(tmp_path / "ken", "Ken", "ken")
    ken.knows(hana_of(clerk, tmp_path))
    clerk.home.take_in((ken.folder / "card.json").read_bytes())
    cameo = ken.home.make_cameo("ken", "Ken", DOUBLE, adult=True)
    me = clerk.home.card[1].person
    ken.home.set_rules(cameo, Level.APPROVED, Limits())
    ken.home.approve(cameo, me)
    clerk.home.take_in(ken.home.lend(cameo, me).data)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"a film")
    clerk.home.change(lambda registry: recorded(registry, Work(str(film), "film", (cameo,), (), MONDAY)))
    (asks,) = ken.home.ask_contacts(cameo)
    clerk.home.take_in(asks.data)
    desk.window.cameos.look()
    clerk.answer()
    listed: list[tuple[str, ...]] = []

    def answer(_panel: QWidget, works: tuple[Work, ...], name: str) -> bool:
        listed.append((name, *(work.path for work in works)))
        return len(listed) > 1

    monkeypatch.setattr("studio.ui.cameo.people.ask_to_delete", answer)
    monkeypatch.setattr(panel.people, "_folder", lambda: tmp_path / "out")
    press(panel.people, "Delete them…")
    assert film.exists()
    press(panel.people, "Delete them…")
    clerk.answer()
    assert listed == [("Ken", str(film))] * 2
    assert not film.exists()
    ken.gets(Outgoing("", "", (tmp_path / "out" / "receipt-for-ken.cameo").read_bytes()))
    (request,) = ken.home.registry.requests
    assert request.answer is not None


def test_the_last_day_of_a_limit_is_shown_as_it_was_chosen(desk: Desk, clerk: Clerk, panel: CameoPanel) -> None:
    with_cameo(desk, clerk, panel)
    panel.rules.until.click()
    panel.rules.day.setDate(QDate(2027, 3, 31))
    panel.rules.save.click()
    clerk.answer()
    assert panel.rules.day.date() == QDate(2027, 3, 31)
    assert not panel.rules.save.isEnabled(), "the form shows what is signed"
    told = panel.chosen
    assert told is not None
    assert told.limits == ("after 2027-03-31",)


def test_a_child_whose_parent_allows_it_may_go_on_as_soon_as_that_is_known(
    desk: Desk, clerk: Clerk, panel: CameoPanel
) -> None:
    desk.window.cameos.known = None
    clerk.home.folder.mkdir(parents=True, exist_ok=True)
    clerk.home.profile_file.set(Profile(minor=True), "482913")
    wizard = desk.window.capturing.make_cameo(DARK)
    wizard.consent.mine.click()
    assert not wizard.consent.go_on.isEnabled()
    clerk.answer()
    assert wizard.consent.go_on.isEnabled()
    wizard.close()
