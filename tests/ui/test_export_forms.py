"""Exporting in other forms and shapes, several at once, and going on with one that was stopped."""

from pathlib import Path

from desk import Desk

from studio.engine.export_jobs import EncoderFound, FindEncoder
from studio.engine.jobs import Export, Failed
from studio.engine.painters.painter import Size
from studio.ui.engine_panel import JobRow


def test_the_form_names_the_file_and_the_encoder_is_told(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.window.files.export()
    dialog.path.setText(str(tmp_path / "film.mp4"))
    dialog.form.choose("hevc")
    assert dialog.path.text().endswith("film.mp4")
    (job,) = desk.engine.pending(FindEncoder)
    desk.engine.deliver(EncoderFound(job, "hevc", "x265, software"))
    desk.bot.waitUntil(lambda: "x265, software" in dialog.form.encoder.text())
    dialog.form.choose("prores")
    assert dialog.path.text().endswith("film.mov")
    dialog.form.choose("png")
    assert dialog.path.text() == str(tmp_path / "film")
    assert "no encoder" in dialog.form.encoder.text()
    dialog.form.choose("stems")
    assert not dialog.preset.isEnabled(), "sounds have no size"
    dialog.close()


def test_a_vertical_film_and_a_moving_picture_are_queued_together(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.window.files.export()
    dialog.path.setText(str(tmp_path / "film.mp4"))
    dialog.shape.setCurrentText("9:16")
    assert (dialog.width_px.value(), dialog.height_px.value()) == (720, 1280)
    dialog.add.click()
    dialog.form.choose("gif")
    dialog.shape.setCurrentText("1:1")
    dialog.add.click()
    asked = [desk.engine.due[job] for job in desk.engine.pending(Export)]
    assert [(one.preset, one.size, one.target.name) for one in asked] == [
        ("h264", Size(720, 1280), "film.mp4"),
        ("gif", Size(720, 720), "film.gif"),
    ]
    assert len(desk.project.queued()) == 2, "both are taken up again after a crash"
    assert dialog.export.isEnabled()
    dialog.close()


def test_an_export_that_failed_can_go_on(desk: Desk, tmp_path: Path) -> None:
    dialog = desk.window.files.export()
    dialog.path.setText(str(tmp_path / "film.mp4"))
    dialog.form.choose("av1")
    dialog.export.click()
    (job,) = desk.engine.pending(Export)
    wanted = desk.engine.due[job]
    desk.engine.end(job, Failed(job, "The disk is nearly full.", "Make room."))
    desk.bot.waitUntil(lambda: not desk.window.work.exports)
    assert desk.project.queued() == []
    (row,) = [one for one in desk.window.engine_panel.findChildren(JobRow) if one._job.id == job]
    assert row._button.text() == "Go on"
    row._button.click()
    (again,) = desk.engine.pending(Export)
    assert desk.engine.due[again] == wanted
    assert len(desk.project.queued()) == 1
    dialog.close()
