"""The Provenance panel and what an export asks of a package: what the artist sees, and what the engine is told."""

from pathlib import Path

import numpy as np
from desk import Desk
from msgspec.structs import replace
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from studio.engine.jobs import Export, Finished
from studio.engine.media.package.origin import Origin, keep_origin
from studio.engine.package_jobs import (
    Borrow,
    Browse,
    Browsed,
    Extend,
    FilmOpened,
    LookedInto,
    LookInto,
    OpenFilm,
    Pack,
    Relative,
    Remixed,
    Trace,
    Traced,
    Weigh,
    Weighed,
)
from studio.engine.visible_mark import Corner, Mark
from studio.timeline.film import Film
from studio.timeline.lineage import Ancestor, Licence, Terms
from studio.timeline.store import Project
from studio.ui.borrow_dialog import BorrowDialog
from studio.ui.mark_place import remember_mark, remembered_mark
from studio.ui.package_form import PackageForm
from studio.ui.provenance.family_tree import rows_of, sentence_of
from studio.ui.provenance.panel import ProvenancePanel

GRANDMOTHER = Ancestor("a" * 64, "The first", "Hana", Terms(Licence.BY), "remixed", "signed elsewhere")
MOTHER = Ancestor("b" * 64, "The second", "Ken", Terms(Licence.BY), "remixed", "changed", (GRANDMOTHER,))


def family(film: Film) -> tuple[Relative, ...]:
    picture = np.full((9, 16, 3), 120, np.uint8)
    own = Ancestor("", film.title, film.author, film.terms)
    return (Relative(0, own), Relative(1, MOTHER, picture), Relative(2, GRANDMOTHER, picture))


def shown(desk: Desk) -> ProvenancePanel:
    desk.settle()
    desk.window.commands["focus_provenance"].trigger()
    desk.bot.waitUntil(lambda: bool(desk.engine.pending(Trace)))
    return desk.window.provenance.panel


def test_the_family_is_drawn_from_the_film_back(desk: Desk) -> None:
    panel = shown(desk)
    (job,) = desk.engine.pending(Trace)
    lines = ("A film by Aki", "Remixed “The second” by Ken (CC BY 4.0)")
    desk.engine.deliver(Traced(job, family(desk.film), lines))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: "Remixed" in panel.credits.text())
    heard = panel.tree.accessibleDescription()
    assert heard.index("The umbrella") < heard.index("The second") < heard.index("The first")
    assert "changed after it was signed" in heard
    panel.copy.click()
    assert QApplication.clipboard().text() == "\n".join(lines)


def test_each_film_hangs_on_what_was_made_from_it() -> None:
    aunt = Relative(1, Ancestor("c" * 64, "Borrowed from"))
    rows = rows_of((Relative(0, MOTHER), Relative(1, MOTHER), Relative(2, GRANDMOTHER), aunt))
    assert [(row.step, row.child) for row in rows] == [(0, None), (1, 0), (2, 1), (1, 0)]
    assert sentence_of(rows[2].relative) == "2 back: The first by Hana, remixed"


def test_a_film_is_looked_into_and_told_in_words(desk: Desk, tmp_path: Path) -> None:
    panel = shown(desk)
    panel.look_into(tmp_path / "theirs.mp4")
    (job,) = desk.engine.pending(LookInto)
    said = ("Changed after it was signed (Tsuzuki 12ab).", "It holds no project.", "By Ken.")
    desk.engine.deliver(LookedInto(job, tmp_path / "theirs.mp4", said, worry=True))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: panel.headline.text() == said[0])
    assert panel.headline.objectName() == "note"
    assert "By Ken." in panel.sentences.text()


def test_an_export_is_packed_as_the_form_says_and_shows_its_size_first(desk: Desk) -> None:
    desk.settle()
    dialog = desk.window.files.export()
    form = dialog.findChild(PackageForm)
    (job,) = desk.engine.pending(Weigh)
    desk.engine.deliver(Weighed(job, 4_200_000, 1_500_000_000))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: form.takes_size.text() == "about 1.5 GB")
    assert form.project_size.text() == "about 4.2 MB"
    form.takes.setChecked(True)
    form.mark.setChecked(True)
    dialog.export.click()
    asked = next(one for one in desk.engine.asked if isinstance(one, Export))
    assert asked.pack is not None
    assert (asked.pack.inside, asked.pack.takes, asked.pack.mark.everywhere) == (True, True, True)
    form.inside.setChecked(False)
    assert not form.takes.isEnabled()
    dialog.close()


def test_terms_are_edits_of_the_film(desk: Desk) -> None:
    desk.settle()
    dialog = desk.window.files.export()
    form = dialog.findChild(PackageForm)
    form.licence.setCurrentIndex(list(Licence).index(Licence.BY_ND))
    assert desk.film.terms.licence is Licence.BY_ND
    assert not form.remix.isChecked()
    assert not form.remix.isEnabled()
    form.author.setText("Aki")
    form.author.editingFinished.emit()
    assert desk.film.author == "Aki"
    desk.window.session.undo()
    desk.window.session.undo()
    assert (desk.film.author, desk.film.terms) == ("", Terms())
    dialog.close()


def test_a_film_opens_as_a_project_of_its_own(desk: Desk, tmp_path: Path) -> None:
    desk.settle()
    folder = tmp_path / "Theirs.tsuzuki"
    Project.create(folder, Film("Theirs")).close()
    job = desk.window.work.submit(OpenFilm(tmp_path / "theirs.mp4", tmp_path))
    desk.engine.deliver(FilmOpened(job, folder))
    desk.bot.waitUntil(lambda: desk.window.session.film.title == "Theirs")
    assert desk.window.session.project.folder == folder


def test_something_is_borrowed_from_a_film(desk: Desk, tmp_path: Path) -> None:
    desk.settle()
    browse = desk.window.work.submit(Browse(tmp_path / "theirs.mp4"))
    names = {"character": ("Rin",), "thing": (), "place": ("park",), "shot": ("1: Rin waits",)}
    desk.engine.deliver(Browsed(browse, tmp_path / "theirs.mp4", "“Two” by Ken", "Credit the author", names))
    desk.engine.end(browse)
    desk.bot.waitUntil(lambda: desk.window.findChild(BorrowDialog) is not None)
    dialog = desk.window.findChild(BorrowDialog)
    assert [dialog.list.item(row).text().strip() for row in range(dialog.list.count())] == [
        "Characters",
        "Rin",
        "Places",
        "park",
        "Shots",
        "1: Rin waits",
    ]
    dialog.part.setCurrentIndex(1)
    dialog.borrow.click()
    desk.bot.waitUntil(lambda: bool(desk.engine.pending(Borrow)))
    (job,) = desk.engine.pending(Borrow)
    asked = desk.engine.due[job]
    assert isinstance(asked, Borrow)
    assert (asked.kind, asked.name, asked.part) == ("character", "Rin", desk.film.cast[0].id)
    made = replace(desk.film, parents=(MOTHER,))
    desk.engine.deliver(Remixed(job, made, "Borrow Rin"))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: desk.film.parents == (MOTHER,))
    assert desk.window.session.history.undo_name == "Borrow Rin"


def test_what_comes_too_late_changes_nothing(desk: Desk) -> None:
    desk.settle()
    desk.window.remixing.go_on("Hana waits.", before=False)
    (job,) = desk.engine.pending(Extend)
    made = replace(desk.film, title="As it would be")
    desk.window.session.apply("Rename", lambda film: replace(film, title="Changed meanwhile"))
    desk.engine.deliver(Remixed(job, made, "Extend the film"))
    desk.engine.end(job)
    desk.bot.waitUntil(lambda: "meanwhile" in desk.window.statusBar().currentMessage())
    assert desk.film.title == "Changed meanwhile"


def test_an_author_who_wants_no_remixes_is_heeded(desk: Desk, tmp_path: Path) -> None:
    desk.settle()
    folder = tmp_path / "Closed.tsuzuki"
    Project.create(folder, desk.film).close()
    keep_origin(folder, Origin("a" * 64, "Closed", "Ken", Terms(remix=False), "b" * 64), None)
    desk.window.files.open_project(folder)
    assert "allows no remixes" in desk.window.statusBar().currentMessage()
    desk.window.statusBar().clearMessage()
    desk.window.commands["restyle"].trigger()
    assert "allows no remixes" in desk.window.statusBar().currentMessage()
    assert not desk.window.session.history.undo_name


def test_the_way_of_packing_is_remembered_with_the_export(desk: Desk) -> None:
    desk.settle()
    dialog = desk.window.files.export()
    dialog.findChild(PackageForm).inside.setChecked(False)
    dialog.export.click()
    (job,) = desk.engine.pending(Export)
    assert b'"inside":false' in desk.project.queued()[0][1]
    desk.engine.end(job, Finished(job))
    assert Pack().inside
    dialog.close()


def test_the_place_of_the_mark_and_the_cover_are_chosen_and_told_to_the_engine(desk: Desk) -> None:
    desk.settle()
    desk.window.playback.seek(1)
    dialog = desk.window.files.export()
    form = dialog.findChild(PackageForm)
    form.mark_place.where.setCurrentText("Top right and bottom left")
    form.mark_place.first.setCurrentText("bottom left")
    form.cover_here.click()
    assert "1:00" in form.cover_told.text()
    dialog.export.click()
    (job,) = desk.engine.pending(Export)
    request = desk.engine.due[job]
    assert isinstance(request, Export)
    assert request.pack is not None
    assert request.pack.mark.corners == (Corner.BOTTOM_LEFT, Corner.TOP_RIGHT)
    assert request.pack.cover_s == 1.0
    desk.engine.end(job, Finished(job))
    dialog.close()
    again = desk.window.files.export()
    form = again.findChild(PackageForm)
    assert form.mark_place.first.currentText() == "bottom left"
    form.cover_usual.click()
    assert form.pack.cover_s is None
    again.close()


def test_the_place_of_the_mark_is_remembered_from_day_to_day(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "other.ini"), QSettings.Format.IniFormat)
    mark = Mark(height=0.1, corners=(Corner.TOP_RIGHT, Corner.BOTTOM_LEFT))
    remember_mark(settings, mark)
    assert remembered_mark(settings) == mark
    settings.setValue("export/mark", '{"corners": ["top left"]}')
    assert remembered_mark(settings) == Mark(), "what is out of bounds is let go"
