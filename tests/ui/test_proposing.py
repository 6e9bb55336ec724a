"""A local chat model's proposals in the window: shown with a difference, accepted or refused, and undone by name."""

import pytest
from desk import Desk, sample_film
from msgspec.structs import replace

from studio.engine.jobs import Expand, Failed, Fill, JobId, Proposal, Proposed
from studio.timeline.film import Film
from studio.ui.difference import Change, difference
from studio.ui.writer_dialog import WriterDialog

WRITTEN = "INT. CLASSROOM - EVENING\n\nHana sits.\n"


def dialog_of(desk: Desk, command: str) -> WriterDialog:
    desk.window.commands[command].trigger()
    (dialog,) = desk.window.findChildren(WriterDialog)
    dialog.folder.setText("/models/small chat")
    return dialog


def ask(desk: Desk, dialog: WriterDialog) -> tuple[JobId, Expand | Fill]:
    dialog.ask.click()
    (job,) = desk.engine.pending(Expand) or desk.engine.pending(Fill)
    request = desk.engine.due[job]
    assert isinstance(request, Expand | Fill)
    return job, request


def answer(desk: Desk, job: JobId, proposal: Proposal) -> None:
    desk.engine.deliver(Proposed(job, proposal))
    desk.engine.end(job)


def gone(desk: Desk) -> bool:
    return not desk.window.findChildren(WriterDialog)


def test_an_idea_is_expanded_shown_accepted_and_undone(desk: Desk) -> None:
    dialog = dialog_of(desk, "expand")
    assert not dialog.ask.isEnabled()
    dialog.idea.setPlainText("Somebody waits in the rain.")
    before = desk.film
    job, request = ask(desk, dialog)
    assert isinstance(request, Expand)
    assert (request.idea, request.model.name) == ("Somebody waits in the rain.", "small chat")
    answer(desk, job, Proposal(before.script, WRITTEN, replace(sample_film(), script=WRITTEN, title="New")))
    desk.bot.waitUntil(dialog.accept_button.isVisible)
    assert desk.film == before
    assert "+ Hana sits." in dialog.proposal.toPlainText()
    dialog.accept_button.click()
    desk.bot.waitUntil(lambda: gone(desk))
    assert (desk.film.script, desk.film.title) == (WRITTEN, "New")
    assert desk.window.commands["undo"].text() == "Undo accept the proposed script"
    desk.window.commands["undo"].trigger()
    assert desk.film.script == before.script


def test_a_refused_proposal_changes_nothing(desk: Desk) -> None:
    desk.window.canvas.choose(desk.film.shots[0].id)
    dialog = dialog_of(desk, "fill")
    before = desk.film
    job, request = ask(desk, dialog)
    assert isinstance(request, Fill)
    shot = before.shot(request.shot)
    better = replace(shot.directions, camera="close-up, low angle")
    answer(desk, job, Proposal("Camera: old", "Camera: close-up, low angle", before, shot.id, better))
    desk.bot.waitUntil(dialog.refuse.isVisible)
    dialog.refuse.click()
    desk.bot.waitUntil(lambda: gone(desk))
    assert desk.film == before


def test_accepted_directions_are_the_shot_s(desk: Desk) -> None:
    desk.window.canvas.choose(desk.film.shots[0].id)
    dialog = dialog_of(desk, "fill")
    job, request = ask(desk, dialog)
    assert isinstance(request, Fill)
    better = replace(desk.film.shot(request.shot).directions, camera="close-up, low angle")
    answer(desk, job, Proposal("", "", desk.film, request.shot, better))
    desk.bot.waitUntil(dialog.accept_button.isVisible)
    dialog.accept_button.click()
    desk.bot.waitUntil(lambda: gone(desk))
    assert desk.film.shot(request.shot).directions.camera == "close-up, low angle"
    assert desk.window.commands["undo"].text() == "Undo accept the proposed directions"


def test_a_model_that_fails_is_told_in_the_dialog_and_its_folder_remembered(desk: Desk) -> None:
    dialog = dialog_of(desk, "expand")
    dialog.idea.setPlainText("Somebody waits.")
    job, _ = ask(desk, dialog)
    desk.engine.end(job, Failed(job, "There is no model.", "Choose another folder."))
    desk.bot.waitUntil(lambda: "There is no model. Choose another folder." in dialog.sentence.text())
    dialog.close_button.click()
    desk.bot.waitUntil(lambda: gone(desk))
    desk.window.commands["expand"].trigger()
    (again,) = desk.window.findChildren(WriterDialog)
    assert again.folder.text() == "/models/small chat"
    again.close()


@pytest.mark.parametrize("film", [Film("Empty")])
def test_without_a_shot_there_is_nothing_to_fill_in(desk: Desk) -> None:
    desk.window.commands["fill"].trigger()
    assert gone(desk)


def test_a_difference_keeps_what_is_the_same() -> None:
    assert difference("a\nb\nc", "a\nd\nc") == [
        (Change.KEPT, "a"),
        (Change.REMOVED, "b"),
        (Change.ADDED, "d"),
        (Change.KEPT, "c"),
    ]
