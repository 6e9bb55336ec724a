"""The style sheet, made from a theme's colours."""

from typing import TYPE_CHECKING

from studio.resources import resource

if TYPE_CHECKING:
    from studio.ui.theme import Theme

_SHEET = """
QMainWindow, QDialog {{ background: {window}; }}
QDialog#palette {{ background: {panel}; border: 1px solid {faint}; }}
QMainWindow::separator {{ background: {window}; width: 4px; height: 4px; }}
QMainWindow::separator:hover {{ background: {accent}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QToolTip {{ background: {raised}; color: {text}; border: 1px solid {line}; padding: 4px 6px; }}

QLabel#dock {{ background: {window}; color: {dim}; font-size: 11px; font-weight: 600; padding: 4px 8px; }}
QWidget#panel {{ background: {panel}; }}
QWidget#surround {{ background: {surround}; }}
QLabel#heading {{ color: {dim}; font-size: 11px; font-weight: 600; }}
QLabel#dim {{ color: {dim}; }}
QLabel#note {{ color: {warn}; }}
QStatusBar QLabel#note {{ padding-left: 8px; }}
QLabel#title {{ font-size: 16px; font-weight: 600; }}
QLabel#readout {{ color: {text}; font-size: 13px; }}
QLabel#empty {{ color: {dim}; font-size: 13px; }}
QFrame#rule {{ background: {line}; max-height: 1px; min-height: 1px; border: none; }}
QFrame#welcome {{ background: {raised}; border: 1px solid {line}; border-radius: 4px; }}
QFrame#welcome QPushButton {{ background: {panel}; }}
QFrame#welcome QPushButton:hover {{ background: {hover}; }}
QFrame#notice {{ background: {raised}; border: 1px solid {warn}; border-radius: 4px; }}
QFrame#chip {{ background: {raised}; border-radius: 4px; }}
QFrame#card {{ background: {window}; border: 1px solid {line}; border-radius: 6px; }}
QFrame#sheet {{ background: {panel}; border: 1px solid {line}; border-radius: 4px; }}
QFrame#card QProgressBar {{ background: {raised}; }}
QFrame#card QToolButton#quiet {{ padding: 2px; }}
QFrame#card QToolButton#quiet:checked {{ background: transparent; border-color: transparent; }}
QLabel#name {{ font-weight: 600; }}
QLabel#small {{ color: {dim}; font-size: 11px; }}
QLabel#warning {{ color: {warn}; font-size: 11px; }}
QLabel#fact {{ background: {raised}; color: {dim}; border-radius: 3px; padding: 2px 6px; font-size: 11px; }}
QLabel#limit {{ background: {raised}; color: {warn}; border-radius: 3px; padding: 2px 6px; font-size: 11px; }}

QMenuBar {{ background: {window}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 8px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {raised}; }}
QMenu {{ background: {panel}; border: 1px solid {line}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 8px; border-radius: 4px; }}
QMenu::item:selected {{ background: {hover}; }}
QMenu::item:disabled {{ color: {faint}; }}
QMenu::separator {{ height: 1px; background: {line}; margin: 4px 8px; }}
QMenu::icon {{ padding-left: 8px; }}

QPlainTextEdit, QTextEdit, QLineEdit, QAbstractSpinBox, QComboBox {{
    background: {field}; color: {text}; border: 1px solid {line}; border-radius: 4px; padding: 4px 6px;
    selection-background-color: {accent}; selection-color: {on_accent};
}}
QPlainTextEdit:focus, QTextEdit:focus, QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
    border: 1px solid {accent};
}}
QPlainTextEdit:disabled, QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {{ color: {faint}; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0 4px; background: transparent; }}
QAbstractSpinBox QLineEdit:focus {{ border: none; }}
QComboBox::drop-down {{ border: none; width: 24px; }}
QComboBox::down-arrow {{ image: url({icons}/down.png); }}
QAbstractSpinBox {{ padding-right: 20px; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
    subcontrol-origin: border; width: 18px; border: none; background: transparent;
}}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-arrow {{ image: url({icons}/up.png); }}
QAbstractSpinBox::down-arrow {{ image: url({icons}/down.png); }}
QCheckBox::indicator {{
    width: 14px; height: 14px; border: 1px solid {faint}; border-radius: 3px; background: {field};
}}
QCheckBox::indicator:checked {{ background: {accent}; border-color: {accent}; image: url({icons}/check.png); }}
QCheckBox::indicator:focus {{ border: 1px solid {accent}; }}
QComboBox QAbstractItemView {{ background: {panel}; border: 1px solid {line}; outline: none; }}

QPushButton {{
    background: {raised}; color: {text}; border: 1px solid {line}; border-radius: 4px; padding: 5px 12px;
}}
QPushButton:hover {{ background: {hover}; }}
QPushButton:focus {{ border: 1px solid {accent}; }}
QPushButton:disabled {{ color: {faint}; background: {panel}; }}
QPushButton#primary {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; font-weight: 600; }}
QPushButton#primary:focus {{ border: 1px solid {text}; }}
QPushButton#primary:disabled {{ background: {raised}; color: {faint}; border: 1px solid {line}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 4px; }}
QToolButton:hover {{ background: {raised}; }}
QToolButton:pressed {{ background: {hover}; }}
QToolButton:checked {{ background: {raised}; border: 1px solid {line}; }}
QToolButton:focus {{ border: 1px solid {accent}; }}
QToolBar {{ background: transparent; border: none; spacing: 4px; padding: 0; }}
QToolBar::separator {{ width: 16px; height: 1px; }}
QToolBar#panels {{ background: {window}; spacing: 2px; padding: 4px 2px; }}
QToolBar#panels::separator {{ background: {line}; height: 1px; margin: 3px 6px; }}
QToolBar#panels QToolButton {{ color: {dim}; font-size: 10px; padding: 4px 3px; border-radius: 0; }}
QToolBar#panels QToolButton:checked {{ color: {text}; border-color: transparent; border-right: 2px solid {accent}; }}
QToolButton#qt_toolbar_ext_button {{ background: {raised}; padding: 0; qproperty-icon: url({icons}/more.png); }}
QToolButton#fold {{ padding: 2px 8px; color: {dim}; }}
QToolButton#verb {{ padding: 4px 8px; color: {text}; background: {raised}; font-size: 11px; }}
QToolButton#verb:hover {{ background: {hover}; }}
QToolButton#tool {{ padding: 3px; }}
QToolButton#tool:checked {{ background: {raised}; border: 1px solid {accent}; }}
QToolButton#tool::menu-indicator {{ image: none; }}
QListView#roster {{ background: transparent; border: none; }}
QListView#roster:focus {{ border: none; }}
QToolButton#verb:disabled {{ color: {faint}; background: transparent; border: 1px solid {line}; }}

QCheckBox, QRadioButton {{ spacing: 8px; }}
QCheckBox:focus, QRadioButton:focus {{ color: {accent}; }}
QListView, QTreeView, QTableView {{
    background: {field}; border: 1px solid {line}; border-radius: 4px; outline: none;
}}
QHeaderView {{ background: {field}; border: none; }}
QHeaderView::section {{
    background: {field}; color: {dim}; border: none; border-bottom: 1px solid {line}; padding: 4px 8px; font-size: 11px;
}}
QListView::item {{ padding: 4px 6px; }}
QListView::item:selected {{ background: {hover}; color: {text}; }}
QListView:focus {{ border: 1px solid {accent}; }}
QProgressBar {{ background: {field}; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 2px; }}

QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {faint}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSlider::groove:horizontal {{ background: {line}; height: 2px; border-radius: 1px; }}
QSlider::sub-page:horizontal {{ background: {accent}; height: 2px; border-radius: 1px; }}
QSlider::handle:horizontal {{ background: {text}; width: 10px; height: 10px; margin: -4px 0; border-radius: 5px; }}
QSlider:focus {{ border: 1px solid {accent}; border-radius: 4px; }}
QStatusBar {{ background: {window}; color: {dim}; font-size: 11px; }}
QStatusBar::item {{ border: none; }}
QTabBar::tab {{ background: {window}; color: {dim}; padding: 6px 12px; border: none; }}
QTabBar::tab:selected {{ color: {text}; border-bottom: 2px solid {accent}; }}
"""


def stylesheet(theme: "Theme") -> str:
    """The application's style sheet in a theme's colours."""
    colours = {name: getattr(theme, name) for name in theme.__dataclass_fields__}
    return _SHEET.format(icons=resource("icons").as_posix(), **colours)
