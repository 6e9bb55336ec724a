# Two commands set everything up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
export PYTHON

.PHONY: demo test screenshots gallery bundle clean

demo: .venv/installed
	@mkdir -p out
	$(BIN)/python main.py render resources/samples/first_film.fountain -o out/first_film.mp4 --size 1280x720
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then $(BIN)/python main.py; fi
	@echo "The film is at $(CURDIR)/out/first_film.mp4"

test: .venv/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports --no-cache
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n 2

# Pictures of the real window and of real output, for the README (needs xvfb).
screenshots: .venv/installed-dev
	xvfb-run -a -s "-screen 0 1920x1080x24" $(BIN)/python scripts/screenshots.py docs/pictures

# Contact sheets of what the cel painter draws: looks, emotions, mouths, sets.
gallery: .venv/installed-dev
	$(BIN)/python scripts/gallery.py docs/gallery

# A folder that runs without Python, in dist/tsuzuki.
bundle: .venv/installed-dev
	$(BIN)/pyinstaller --noconfirm pyinstaller.spec

clean:
	rm -rf .venv build dist out

.venv/installed: pyproject.toml constraints.txt
	sh scripts/install.sh
	@touch $@

.venv/installed-dev: pyproject.toml constraints.txt
	sh scripts/install.sh dev,writer,paint
	@touch $@ .venv/installed
