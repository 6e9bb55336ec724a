"""Corner cases of https://fountain.io/syntax."""

from studio.engine.director import direct
from studio.engine.director.fountain import parse_fountain
from studio.engine.director.screenplay import Card, Passage, Passing, SceneBreak, Spoken, Synopsis
from studio.timeline.film import Film, Line, Unplaced


def unplaced(film: Film) -> list[Unplaced]:
    """Everything that found no place, wherever it is kept."""
    return [*film.unplaced, *(one for shot in film.shots for one in shot.unplaced)]


def kinds(text: str) -> list[str]:
    return [type(piece).__name__ for piece in parse_fountain(text).pieces]


def first(text: str, kind: type):
    return next(piece for piece in parse_fountain(text).pieces if isinstance(piece, kind))


def test_headings():
    for heading in ("INT. ROOM", "ext beach - day", "INT/EXT. STREET", "I/E ROOM", "est. city", ".SNIPER SCOPE POV"):
        assert kinds(f"{heading}\n\nAction.") == ["SceneBreak", "Passage"], heading


def test_scene_numbers_are_no_part_of_the_heading():
    assert first("INT. HOUSE - DAY #1-A#\n\nYes.", SceneBreak).heading == "INT. HOUSE - DAY"


def test_an_ellipsis_is_no_heading():
    assert kinds("INT. ROOM\n\n...and so it goes.") == ["SceneBreak", "Passage"]


def test_cues():
    assert first("STEEL (beer raised)\nTo us.", Spoken).name == "STEEL"
    assert first("@McCLANE\nYippie ki-yay!", Spoken).name == "McCLANE"
    assert first("R2D2\nBeep.", Spoken).name == "R2D2"
    assert first("MOM (O.S.)\nLuke!", Spoken).unseen == "O.S."
    assert first("HANA (CONT'D)\nAnd then.", Spoken).name == "HANA"


def test_a_cue_without_words_is_action():
    assert kinds("INT. ROOM\n\nBANG\n\nShe falls.") == ["SceneBreak", "Passage", "Passage"]
    assert kinds("INT. ROOM\n\n23\nIs a number.") == ["SceneBreak", "Passage"]


def test_dual_dialogue():
    pieces = [piece for piece in parse_fountain("BRICK\nScrew.\n\nSTEEL ^\nScrew.").pieces if isinstance(piece, Spoken)]
    assert [piece.dual for piece in pieces] == [False, True]


def test_parentheticals_begin_a_new_line_of_the_same_speaker():
    text = "STEEL\n(starting the engine)\nSo much for retirement!\n(pause)\nGo."
    spoken = [piece for piece in parse_fountain(text).pieces if isinstance(piece, Spoken)]
    assert [(piece.manner, piece.text) for piece in spoken] == [
        ("starting the engine", "So much for retirement!"),
        ("pause", "Go."),
    ]


def test_two_spaces_keep_a_speech_together():
    assert first("DEALER\nTen.\n  \nFour.", Spoken).text == "Ten. Four."


def test_transitions():
    assert first("INT. ROOM\n\nShe sits.\n\nCUT TO:\n\nEXT. BEACH", Passing).words == "CUT TO:"
    assert first("She sits.\n\n> Burn to White.\n\nDone.", Passing).words == "Burn to White."


def test_centred_words_are_a_card_and_reported():
    assert first("INT. ROOM\n\n> THE END <", Card).words == "THE END"
    assert [one.words for one in direct("INT. ROOM - DAY\n\nHana sits.\n\n> THE END <").unplaced] == ["THE END"]


def test_sections_and_page_breaks_are_never_shown_and_synopses_are_kept():
    text = "# Act\n\n## Sequence\n\nINT. ROOM - DAY\n\n= They meet.\n\n===\n\nHana sits."
    assert kinds(text) == ["SceneBreak", "Synopsis", "Passage"]
    assert first(text, Synopsis).words == "They meet."
    assert direct(text).scenes[0].synopsis == "They meet."


def test_notes_and_boneyard_are_not_played():
    film = direct("INT. ROOM - DAY\n\nHana sits. [[Ken waves?]] /* Ken\n\nruns. */ She smiles.")
    assert [member.name for member in film.cast] == ["Hana"]
    assert unplaced(film) == []


def test_an_unclosed_boneyard_hides_nothing():
    assert first("INT. ROOM\n\nHana sits /* now.", Passage).text.endswith("now.")


def test_forced_action_and_lyrics():
    assert first("!SCANNING THE AISLES...\nWhere is that pit boss?", Passage).text.strip().startswith("SCANNING")
    assert first("HANA\n~Willy Wonka!", Spoken).text == "Willy Wonka!"


def test_emphasis_is_not_spoken():
    film = direct("INT. ROOM - DAY\n\nHANA\nI *really* _mean_ **it** \\*.")
    assert [beat.text for beat in film.shots[0].beats if isinstance(beat, Line)] == ["I really mean it *."]


def test_title_page_of_several_lines():
    film = direct(
        "Title:\n    _**BRICK & STEEL**_\n    FULL RETIRED\nAuthor: Stu\nDraft date: 1/20\n\nINT. ROOM\n\nHana sits."
    )
    assert film.title == "BRICK & STEEL FULL RETIRED"
    assert film.author == "Stu"


def test_transitions_lead_into_the_next_shot():
    film = direct("INT. ROOM - DAY\n\nHana sits.\n\nDISSOLVE TO:\n\nEXT. BEACH - DAY\n\nHana runs.")
    assert [shot.transition for shot in film.shots] == ["cut", "dissolve"]


def test_a_heading_with_nothing_under_it_is_the_place_alone():
    film = direct("INT. ROOM - NIGHT\n\nEXT. BEACH - DAY\n\nHana runs.")
    assert [scene.shots[0].setting.set for scene in film.scenes] == ["room", "beach"]
    assert film.scenes[0].shots[0].present == ()


def test_action_on_the_line_of_its_heading_is_played():
    film = direct("INT. CAFE - EVENING. Marla waves.\n\nEXT. BEACH - DAY: She runs.")
    assert [scene.shots[0].setting.set for scene in film.scenes] == ["cafe", "beach"]
    assert [beat.who for scene in film.scenes for shot in scene.shots for beat in shot.beats] == ["marla", "marla"]
