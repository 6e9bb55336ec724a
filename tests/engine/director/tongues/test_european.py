"""What Spanish, French and German sentences say: each of a class of sentence, in its own words."""

import pytest

from studio.engine.director.tongues.rewriting import in_english

SENTENCES = (
    ("Ken gibt der Schildkröte ein Blatt.", "Ken gives a leaf to the turtle."),
    ("Ein Stein rollt die Rampe hinunter.", "A stone rolls down the ramp."),
    ("Der Junge zeigt zum Himmel.", "The boy points at the sky."),
    ("Eine Mutter küsst ihren schlafenden Sohn.", "A mother kisses her sleeping son."),
    ("Eine Frau fegt, neben ihr steht ein Eimer Wasser.", "a bucket of water stands"),
    ("Der erste Schüler lacht. Der zweite weint.", "The second cries."),
    ("La girafe dort. Un homme sort et brise la petite table.", "and breaks the small table."),
    ("Trois élèves entrent au pas dans le gymnase.", "Three students march"),
    ("Le père joue du piano, la fille de la flûte.", "plays piano and the girl plays flute"),
    ("Un homme rampe dans la neige. « Au secours ! » crie-t-il.", "He shouts “Au secours !”"),
    ("Les villageois rient.", "The villagers laugh."),
    ("Una madre tapa a su hijo dormido con una manta.", "A mother covers her sleeping son with a blanket."),
    ("El espía mete un sobre en la caja.", "The spy puts a letter in the box."),
    ("Una piedra baja rodando por la rampa.", "A stone rolls down the ramp."),
    ("Una chica compra una sandía. La deja caer. Se rompe.", "It shatters."),
    ("La niña es perseguida por un perro y llora.", "A dog chases the girl and the girl cries."),
    ("Das Mädchen wird von einem Hund verfolgt.", "A dog chases the girl."),
    ("Une femme attend, une lampe à la main.", "the woman holds a lamp"),
    ("Elle regarde les enfants jouer.", "She looks at the children, who play."),
    ("Un ratoncito blanco come queso.", "A small white mouse eats"),
    ("Ella le tira un cojín, él se agacha y la abraza.", "throws a cushion to him and he crouches and hugs her"),
    ("Le roi donne une couronne à sa fille, agenouillée devant lui.", "his daughter, who kneels"),
    ("Hinter der Theke steht ein Roboter, der Tee in eine Tasse gießt.", "pours tea"),
    ("Trois ballons rouges et un vert flottent.", "Three red balloons and a green balloon"),
    ("Vemos a Alba, que sonríe.", "Alba smiles."),
    ("El reportero fotografía la torre con una cámara vieja.", "photographs the tower with an old camera"),
)


@pytest.mark.parametrize(("written", "meant"), SENTENCES)
def test_a_sentence_is_said_in_plain_english(written: str, meant: str) -> None:
    assert meant in in_english(written).text
