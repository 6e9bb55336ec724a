"""The World panel and the takes on the timeline: what a shot changes, who owns a fact, rulings, redo and keep."""

import pytest
from desk import HANA, Desk
from PySide6.QtWidgets import QTreeWidgetItem

from studio.engine.jobs import Judge, Judged, Redo
from studio.engine.judgement import Judgement, ShotTake, TakeState
from studio.engine.painters.painter import Size
from studio.timeline.film import Rule, ShotId
from studio.ui.world_tree import OWNER

SIZE = Size(1280, 720)


@pytest.fixture(autouse=True)
def in_front(desk: Desk) -> None:
    """The panel's tab is in front."""
    desk.window.commands["focus_world"].trigger()


def lines(desk: Desk) -> dict[str, str]:
    """Each fact's line as shown, by subject and name."""
    tree = desk.window.world.tree
    found: dict[str, str] = {}
    for number in range(tree.topLevelItemCount()):
        top = tree.topLevelItem(number)
        for child in range(top.childCount()):
            found[f"{top.text(0)}, {top.child(child).text(0)}"] = top.child(child).text(1)
    return found


def line(desk: Desk, subject: str, name: str) -> QTreeWidgetItem:
    tree = desk.window.world.tree
    tops = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    top = next(one for one in tops if one.text(0) == subject)
    return next(top.child(n) for n in range(top.childCount()) if top.child(n).text(0) == name)


def judge(desk: Desk, states: dict[str, TakeState], seconds: float | None = 140.0) -> None:
    """The engine answers how the takes are, once nothing more is about to be asked."""
    desk.bot.waitUntil(lambda: not desk.window.staleness.asking)
    desk.window.staleness.look()
    job = desk.engine.pending(Judge)[-1]
    takes = {ShotId(shot): ShotTake(state, f"take-{shot}", SIZE, seconds) for shot, state in states.items()}
    desk.engine.deliver(Judged(job, Judgement(takes)))
    desk.bot.waitUntil(lambda: desk.window.staleness.judgement.shots == takes)
    if job in desk.engine.due:
        desk.engine.end(job)


def test_a_shots_changes_and_facts_are_told(desk: Desk) -> None:
    desk.settle()
    panel = desk.window.world
    desk.window.session.choose(desk.film.shots[0].id)
    panel.all_facts.setChecked(True)
    shown = lines(desk)
    assert shown["Hana, mood"] == "sad"
    assert shown["The story, weather"] == "rain"
    assert shown["The red umbrella, place"] == "the shrine"
    assert "Nothing is different" in panel.difference.text()


def test_clicking_a_facts_owner_goes_to_that_shot(desk: Desk) -> None:
    desk.settle()
    session, panel = desk.window.session, desk.window.world
    session.choose(desk.film.shots[3].id)
    panel.all_facts.setChecked(True)
    mood = line(desk, "Hana", "mood")
    assert mood.text(OWNER) == "shot 1"
    panel.tree.itemClicked.emit(mood, OWNER)
    assert session.chosen == desk.film.shots[0]


def test_a_fact_is_pinned_and_cleared_as_edits_that_undo(desk: Desk) -> None:
    desk.settle()
    panel = desk.window.world
    panel.all_facts.setChecked(True)
    assert not panel.buttons["pin"].isEnabled()
    panel.tree.setCurrentItem(line(desk, "Hana", "mood"))
    panel.buttons["pin"].click()
    ruling = desk.film.rulings[0]
    assert (ruling.subject, ruling.attribute, ruling.rule, ruling.value) == (HANA, "mood", Rule.PIN, "sad")
    assert desk.project.history.undo_name == "Pin fact"
    assert "Pinned: Hana, mood: sad" in panel.difference.text()
    assert panel.tree.chosen is not None, "what was chosen stays chosen"
    panel.buttons["clear"].click()
    assert desk.film.rulings == ()
    desk.window.commands["undo"].trigger()
    assert len(desk.film.rulings) == 1


def test_stale_takes_are_summed_up_and_redone(desk: Desk) -> None:
    desk.settle()
    shots = [str(shot.id) for shot in desk.film.shots]
    judge(desk, {shot: TakeState.STALE if n < 3 else TakeState.CURRENT for n, shot in enumerate(shots)})
    assert desk.window.timeline.stale.text() == "3 shots stale, about 7 min to redo"
    desk.window.commands["redo_stale"].trigger()
    assert [one.shots for one in desk.engine.asked if isinstance(one, Redo)] == [tuple(shots[:3])]


def test_a_stale_take_can_be_kept_and_let_go(desk: Desk) -> None:
    desk.settle()
    shots = [str(shot.id) for shot in desk.film.shots]
    desk.window.session.choose(ShotId(shots[0]))
    assert not desk.window.commands["keep_take"].isEnabled()
    judge(desk, dict.fromkeys(shots, TakeState.STALE))
    desk.window.commands["keep_take"].trigger()
    assert [(one.shot, one.take) for one in desk.film.kept] == [(shots[0], f"take-{shots[0]}")]
    judge(desk, dict.fromkeys(shots, TakeState.KEPT))
    desk.window.commands["keep_take"].trigger()
    assert desk.film.kept == ()
