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
    ("Ein Junge springt vom Steg in den See.", "jumps from the pier into the lake"),
    ("Es schneit nicht mehr, trotzdem zittert der Mönch.", "but the monk shivers"),
    ("Achselzuckend gibt die Bäckerin dem Kind ein Brot.", "The baker shrugs and gives a bread to the child."),
    ("Ein Ball rollt gegen eine Dose, und die fällt um.", "and it topples"),
    ("Ein Mann trifft eine Frau, und die lacht.", "and the woman laughs"),
    ("Dem Kellner rutscht der Teller weg.", "The plate slips"),
    ("Der Frau fällt die Tasse herunter.", "The woman drops the cup."),
    ("Draußen tobt ein Gewitter, es donnert.", "In the thunderstorm"),
    ("„Halt!“, ruft Marlene und lacht.", "Marlene shouts “Halt!” and laughs."),
    ("Auf dem Küchentisch liegt ein Messer.", "in the kitchen"),
    ("E2: Großaufnahme. Ole seufzt.", "Shot 2: Close-up. Ole sighs."),
    ("Le chevalier donne un violent coup de pied à la porte.", "The knight kicks the door."),
    ("La fille court, le garçon s'ennuie.", "The girl runs and the boy is bored."),
    ("Une fille aux cheveux roux et courts rit.", "A girl with short red hair laughs."),
    ("Un homme en robe marche.", "A man in a robe walks."),
    ("— Attention ! crie Léa, qui recule.", "Léa shouts “Attention !” and Léa backs away."),
    ("Une femme monte. Son fils l'observe et rit.", "looks at the woman and laughs"),
    ("Sur la table, une lampe ; à côté, un livre.", "and a book is beside it"),
    ("Un enfant saute dans la rivière.", "A child jumps into the river."),
    ("Cachés derrière un mur, deux enfants rient.", "Two children hide behind a wall and laugh."),
    ("Le prince prend la lettre et la range dans le coffre.", "and puts it in the chest"),
    ("Una niña salta al río.", "A girl jumps into the river."),
    ("Sentado en una caja, el pescador canta.", "and sings"),
    ("Noa se pone una máscara y sale corriendo detrás de un globo rojo.", "and chases a red balloon"),
    ("La pelota rebota dos veces y se para.", "The ball bounces and stops."),
)


@pytest.mark.parametrize(("written", "meant"), SENTENCES)
def test_a_sentence_is_said_in_plain_english(written: str, meant: str) -> None:
    assert meant in in_english(written).text
