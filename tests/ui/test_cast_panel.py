"""The Cast panel as an artist uses it."""

import math
from pathlib import Path

import numpy as np
import pytest
from desk import HANA, REN, UMBRELLA, Desk, sample_film
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QLabel, QToolButton

from studio.engine.jobs import Failed, Finished, ModelTaken, Portray, SaveModel, TakeModel, Turn
from studio.engine.painting_jobs import DrawingsTaken, TakeDrawings
from studio.engine.sound.stems import RATE
from studio.engine.vocabulary import named
from studio.engine.voicing import Audition, Voiced
from studio.timeline.brush import Drawing
from studio.timeline.film import CastId, CastMember, CharacterModel, Film, Look, Prop, ThingModel, Voice
from studio.ui.cast.panel import EMPTY, CastPanel
from studio.ui.cast.swatches import Swatches
from studio.ui.cast.turntable import FRONT


@pytest.fixture
def cast(desk: Desk) -> CastPanel:
    desk.window.commands["layout_cast"].trigger()
    desk.bot.waitUntil(lambda: bool(desk.engine.pending(Turn)))
    return desk.window.cast


def on_table(desk: Desk) -> CastMember | Prop:
    request = next(one for one in reversed(desk.engine.asked) if isinstance(one, Turn))
    return request.sitting.entity


def look_of(desk: Desk, who: CastId = HANA) -> Look:
    return next(one.look for one in desk.film.cast if one.id == who)


def combo(cast: CastPanel, part: str) -> QComboBox:
    control = cast.form.lines[part].control
    assert isinstance(control, QComboBox)
    return control


def choose(cast: CastPanel, part: str, value: str) -> None:
    box = combo(cast, part)
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_everybody_and_everything_is_listed_with_a_portrait(desk: Desk, cast: CastPanel) -> None:
    desk.bot.waitUntil(lambda: bool(desk.engine.pending(Portray)))
    desk.engine.finish_all()
    desk.bot.waitUntil(lambda: all(map(cast.roster.portrayed, (HANA, REN, UMBRELLA))))
    assert [cast.roster.item(row).text() for row in range(3)] == ["Hana", "Ren", "red umbrella"]
    desk.bot.waitUntil(lambda: cast.view.picture is not None)


def test_nothing_is_drawn_while_nobody_sees_it(desk: Desk, cast: CastPanel) -> None:
    desk.bot.waitUntil(lambda: bool(desk.engine.pending(Turn)))
    desk.window.commands["layout_edit"].trigger()
    desk.bot.waitUntil(lambda: not desk.engine.pending(Turn))
    cast.choose(REN)
    assert not desk.engine.pending(Turn)


def test_every_style_of_the_studio_can_be_chosen(cast: CastPanel) -> None:
    box = combo(cast, "hair_style")
    assert {box.itemData(at) for at in range(box.count())} >= set(named("hair"))


def test_a_choice_is_an_edit_with_a_name_and_shows_at_once(desk: Desk, cast: CastPanel) -> None:
    choose(cast, "hair_style", "ponytail")
    assert look_of(desk).hair_style == "ponytail"
    assert desk.project.history.undo_name == "Hana's hair: ponytail"
    shown = on_table(desk)
    assert isinstance(shown, CastMember)
    assert shown.look.hair_style == "ponytail"
    desk.window.commands["undo"].trigger()
    assert combo(cast, "hair_style").currentData() == look_of(desk).hair_style == "bob"


def test_what_the_artist_designed_can_be_given_back_to_the_script(desk: Desk, cast: CastPanel) -> None:
    line = cast.form.lines["outfit"]
    assert not line.whose.isEnabled()
    choose(cast, "outfit", "kimono")
    assert "as the script says: coat" in line.whose.toolTip()
    line.whose.click()
    assert look_of(desk).outfit == "coat"
    assert desk.project.history.undo_name == "Hana's outfit: coat, as the script says"


def test_a_colour_is_picked_from_the_palette_by_mouse_and_by_keyboard(desk: Desk, cast: CastPanel) -> None:
    swatches = cast.form.lines["hair"].control
    assert isinstance(swatches, Swatches)
    desk.bot.mouseClick(swatches, Qt.MouseButton.LeftButton, pos=swatches.place(3).center())
    assert look_of(desk).hair == swatches.tones[3]
    swatches.setFocus()
    desk.bot.keyClick(swatches, Qt.Key.Key_Right)
    assert look_of(desk).hair == swatches.tones[4]


def test_colours_that_are_only_looked_at_undo_as_one(desk: Desk, cast: CastPanel) -> None:
    swatches = cast.form.lines["eyes"].control
    assert isinstance(swatches, Swatches)
    before = look_of(desk).eyes
    for tone in ("#101010", "#202020", "#303030"):
        swatches.tried.emit(tone, 1)
    assert look_of(desk).eyes == "#303030"
    desk.window.commands["undo"].trigger()
    assert look_of(desk).eyes == before


def test_another_build_is_as_tall_as_is_usual_for_it(desk: Desk, cast: CastPanel) -> None:
    choose(cast, "build", "man")
    assert look_of(desk).height_m == pytest.approx(1.78, abs=0.02)
    cast.form.lines["build"].whose.click()
    assert look_of(desk) == Look()


def test_a_name_that_is_taken_is_refused_in_a_sentence(desk: Desk, cast: CastPanel) -> None:
    cast.form.lines["name"].tell("Ren")
    assert desk.film.cast[0].name == "Hana"
    assert "called Ren" in desk.window.statusBar().currentMessage()


def test_dragging_turns_the_table_and_the_wheel_and_keys_come_nearer(desk: Desk, cast: CastPanel) -> None:
    view = cast.view
    cast.tools.turn.setChecked(False)
    before = view.hold.stance().turn
    desk.bot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    desk.bot.mouseMove(view, QPoint(70, 100))
    desk.bot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(70, 100))
    assert view.hold.stance().turn - before == pytest.approx(math.pi / 2, abs=0.1)
    desk.bot.keyClick(view, Qt.Key.Key_Plus)
    assert view.hold.stance().zoom > 0.1
    desk.bot.keyClick(view, Qt.Key.Key_Home)
    assert view.hold.stance() == FRONT


def test_faces_and_poses_are_put_on(desk: Desk, cast: CastPanel) -> None:
    cast.tools.faces["angry"].click()
    cast.tools.poses["wave"].click()
    request = next(one for one in reversed(desk.engine.asked) if isinstance(one, Turn))
    assert (request.sitting.emotion, request.sitting.pose) == ("angry", "wave")


def test_things_are_designed_too(desk: Desk, cast: CastPanel) -> None:
    cast.choose(UMBRELLA)
    assert "hair" not in cast.form.lines
    choose(cast, "material", "steel")
    assert desk.film.props[0].material == "steel"
    assert desk.project.history.undo_name == "The red umbrella's material: steel"


def dropped(cast: CastPanel, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    where, copy = QPointF(40, 40), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(where.toPoint(), copy, data, left, none)
    cast.dragEnterEvent(enter)
    assert enter.isAccepted()
    cast.dropEvent(QDropEvent(where, copy, data, left, none))


def test_a_dropped_model_plays_her_and_she_goes_back(desk: Desk, cast: CastPanel) -> None:
    dropped(cast, Path("/somewhere/hana.vrm"))
    job = desk.engine.pending(TakeModel)[0]
    model = CharacterModel("models/hana.vrm", "0" * 64, ())
    desk.engine.deliver(ModelTaken(job, HANA, model, 1.7))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: look_of(desk).model == model)
    assert look_of(desk).height_m == 1.7
    assert "hair" not in cast.form.lines
    cast.buttons["back"].click()
    assert look_of(desk) == Look()


def test_dropped_pictures_are_drawings_that_painters_keep_her_by(desk: Desk, cast: CastPanel) -> None:
    dropped(cast, Path("/somewhere/hana sheet.png"))
    (job,) = desk.engine.pending(TakeDrawings)
    request = desk.engine.due[job]
    assert isinstance(request, TakeDrawings)
    assert (request.who, request.paths) == (HANA, (Path("/somewhere/hana sheet.png"),))
    drawing = Drawing(HANA, "hana sheet", "drawings/hana sheet.png", "0" * 64)
    desk.engine.deliver(DrawingsTaken(job, HANA, (drawing,)))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: cast.drawings.names == ["hana sheet"])
    assert desk.film.drawings == (drawing,)
    (away,) = (one for one in cast.drawings.findChildren(QToolButton) if one.text() == "×")
    away.click()
    assert not desk.film.drawings


def test_pictures_dropped_on_a_thing_are_what_painters_keep_it_by(desk: Desk, cast: CastPanel) -> None:
    cast.choose(UMBRELLA)
    assert cast.drawings.isVisible()
    assert cast.drawings.add.text() == "Add pictures…"
    dropped(cast, Path("/somewhere/mine.png"))
    (job,) = desk.engine.pending(TakeDrawings)
    drawing = Drawing(UMBRELLA, "mine", "drawings/mine.png", "0" * 64)
    desk.engine.deliver(DrawingsTaken(job, UMBRELLA, (drawing,)))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: cast.drawings.names == ["mine"])
    assert desk.film.drawings == (drawing,)
    assert desk.project.history.undo_name == "red umbrella: drawings"


def test_a_bad_file_is_said_where_it_was_dropped(desk: Desk, cast: CastPanel) -> None:
    dropped(cast, Path("/somewhere/bad.vrm"))
    job = desk.engine.pending(TakeModel)[0]
    with desk.bot.waitSignal(cast.models.said) as said:
        desk.engine.end(job, Failed(job, "bad.vrm is no model.", "Choose another."))
    assert said.args == ["bad.vrm is no model. Choose another."]
    assert look_of(desk).model is None


def test_a_thing_takes_a_model(desk: Desk, cast: CastPanel) -> None:
    cast.choose(UMBRELLA)
    dropped(cast, Path("/somewhere/box.glb"))
    job = desk.engine.pending(TakeModel)[0]
    model = ThingModel("models/box.glb", "0" * 64, (0.3, 0.2, 0.2))
    desk.engine.deliver(ModelTaken(job, UMBRELLA, model))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: desk.film.props[0].model is not None)
    assert desk.film.props[0].model == model


def test_a_character_is_saved_as_vrm(desk: Desk, cast: CastPanel, tmp_path: Path) -> None:
    member = desk.film.cast[0]
    cast.models.save(member, tmp_path / "hana")
    job = desk.engine.pending(SaveModel)[0]
    request = desk.engine.due[job]
    assert isinstance(request, SaveModel)
    assert request.target.name == "hana.vrm"
    with desk.bot.waitSignal(cast.models.said) as said:
        desk.engine.end(job, Finished(job, request.target))
    assert said.args == ["Saved as hana.vrm."]


class TestOfNobody:
    @pytest.fixture
    def film(self) -> Film:
        return Film(title="Empty")

    def test_says_what_to_do(self, desk: Desk) -> None:
        desk.window.commands["layout_cast"].trigger()
        assert EMPTY in [one.text() for one in desk.window.cast.findChildren(QLabel) if one.isVisible()]


class TestOfThirty:
    @pytest.fixture
    def film(self) -> Film:
        film = sample_film()
        extras = tuple(CastMember(CastId(f"e{n}"), f"Extra {n}", Look(), Voice()) for n in range(28))
        return replace(film, cast=(*film.cast, *extras))

    def test_all_of_them_are_reached_by_keyboard(self, desk: Desk, cast: CastPanel) -> None:
        assert cast.roster.count() == 31
        cast.roster.setFocus()
        desk.bot.keyClick(cast.roster, Qt.Key.Key_End)
        assert on_table(desk).id == UMBRELLA
        desk.bot.keyClick(cast.roster, Qt.Key.Key_Left)
        assert on_table(desk).id == "e27"


def test_a_voice_is_heard_as_it_is_designed_and_the_playhead_stays(desk: Desk, cast: CastPanel) -> None:
    desk.window.playback.seek(1.0)
    where = desk.window.playback.playhead
    choose(cast, "variant", combo(cast, "variant").itemData(1))
    cast.buttons["hear"].click()
    (job,) = desk.engine.pending(Audition)
    asked = desk.engine.due[job]
    assert isinstance(asked, Audition)
    assert asked.member.voice == next(one.voice for one in desk.film.cast if one.id == HANA)
    assert asked.line.text == "It still hasn't stopped."
    voice = np.full((2, RATE // 10), 0.25, np.float32)
    desk.engine.deliver(Voiced(job, voice))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: desk.output.running)
    at = round(desk.output.now * RATE)
    assert desk.output.now > float(desk.window.session.map.duration), "nothing of the film is overwritten"
    assert np.array_equal(desk.output.programme[at], voice)
    desk.bot.waitUntil(lambda: not desk.output.running)
    assert desk.window.playback.playhead == where
    assert desk.output.now == float(where)
    assert not desk.window.playback.playing


def test_things_have_no_voice(desk: Desk, cast: CastPanel) -> None:
    cast.choose(UMBRELLA)
    assert not cast.buttons["hear"].isEnabled()
