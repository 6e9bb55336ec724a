"""Before a project is let go: what is written is kept, or the artist says what becomes of it."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from studio.errors import DeviceLimit
from studio.ui import dialogs
from studio.ui.inspector import Inspector
from studio.ui.script_panel import ScriptPanel


def may_leave(script: ScriptPanel, inspector: Inspector, window: QWidget, start: Path) -> bool:
    """Whether the project may be let go. start: the folder in which a place for a text file is first looked for.

    Words that cannot be kept in the project, because the disk is full or the folder was moved, are asked about.
    """
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()  # words and numbers that are being written are kept on leaving their field
    unkept = _unkept(script, inspector)
    if not unkept:
        return True
    chosen = _ask(window)
    if chosen == "discard" or (chosen == "save" and _saved(unkept, window, start)):
        script.let_go()
        inspector.let_go()
        return True
    return False


def _unkept(script: ScriptPanel, inspector: Inspector) -> str:
    """All that is only in the window, as text; "" when everything is kept."""
    told = [] if script.flush() else [script.editor.toPlainText()]
    told += [] if inspector.keep() else [f"{name}: {words}" for name, words in inspector.unkept.items()]
    return "\n\n".join(told).strip()


def _ask(window: QWidget) -> str:
    text = "What you wrote last could not be saved in the project."
    box = QMessageBox(QMessageBox.Icon.Warning, "Tsuzuki", text, parent=window)
    box.setObjectName("unsaved")
    box.setInformativeText("It is only in the window. Save it as a text file, or go back.")
    roles = QMessageBox.ButtonRole
    save = box.addButton("Save as a text file…", roles.AcceptRole)
    discard = box.addButton("Let it go", roles.DestructiveRole)
    back = box.addButton("Go back", roles.RejectRole)
    for button, name in ((save, "save"), (discard, "discard"), (back, "back")):
        button.setObjectName(name)
    box.setDefaultButton(save)
    box.setEscapeButton(back)
    box.exec()
    return box.clickedButton().objectName()


def _saved(text: str, window: QWidget, start: Path) -> bool:
    path = dialogs.ask_where_to_save_script(window, start)
    if path is None:
        return False
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as exc:
        error = DeviceLimit(f"{path} could not be written: {exc.strerror}.", "Choose a place on another disk.")
        dialogs.tell(window, error)
        return False
    return True
