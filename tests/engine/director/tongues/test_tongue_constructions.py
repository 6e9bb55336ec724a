"""Grammar, idioms and word classes of six languages, each said again in the director's English."""

import pytest

from studio.engine.director.direct import direct
from studio.engine.director.tongues.rewriting import in_english
from studio.timeline.film import Film, Line


@pytest.mark.parametrize(
    ("written", "english"),
    [
        # What there is none of, and what is named only to be denied.
        ("少年は帽子をかぶっていない。", "A boy wears no hat."),
        ("部屋に椅子がない。", "There is no chair in the room."),
        ("소녀에게는 우산이 없다.", "A girl has no umbrella."),
        ("女孩没拿伞。", "A girl has no umbrella."),
        ("La niña no lleva paraguas.", "The girl has no umbrella."),
        ("猫ではなく犬がソファで眠っている。", "A dog sleeps on a sofa."),
        ("빨간 공이 아니라 파란 공이 구른다.", "A blue ball rolls."),
        ("不是猫，而是狗睡在沙发上。", "A dog sleeps on a sofa."),
        ("Elle ne regarde pas la mer, mais la montagne.", "She looks at the mountain."),
        ("Kein Hund, sondern eine Katze schläft auf dem Sofa.", "A cat sleeps on the sofa."),
        # What is meant to be done, or is not.
        ("少年は笑おうとしない。", "A boy does not laugh."),
        # Whom or what a verb is done with where nothing is said.
        ("男の子がボールを投げ、犬が追いかける。", "A boy throws a ball and a dog chases it."),
        ("泥棒がりんごを盗んで逃げる。警官が追いかける。", "A policeman chases the thief."),
        ("소년이 공을 차고, 골키퍼가 잡는다.", "A boy kicks a ball and a goalkeeper catches it."),
        ("La ladrona coge una naranja. El vendedor la persigue.", "The vendor chases her."),
        ("Die Hexe öffnet eine Holztruhe. Darin liegt eine Krone.", "In it, a crown lies."),
        ("La sorcière ouvre un coffre et y trouve une couronne.", "finds a crown in it"),
        ("El perro ladra. A su lado, un niño llora.", "Beside it, a boy cries."),
        # One verb for two of the original.
        ("自転車に乗った女子高生が田舎道を走る。", "A schoolgirl rides a bicycle down the country road."),
        ("小狗追着蝴蝶跑过草地。", "A dog chases a butterfly through the meadow."),
        ("사막을 절뚝거리며 걷는 여행자.", "A traveller limps along the desert."),
        ("여우가 나무 뒤에서 나온다.", "A fox comes out from behind the tree."),
        ("Ein Fuchs kommt hinter einem Baum hervor.", "A fox comes out from behind a tree."),
        ("La fille descend l'escalier sur la pointe des pieds.", "The girl sneaks down the steps."),
        # The camera and whom it follows.
        ("窓辺に座る老人の周りをカメラが回る。", "An old man sits at the window, the camera orbits the old man."),
        ("手持镜头跟着士兵走进森林。", "Handheld camera on a soldier, the soldier enters the forest."),
        # What stands between commas, and where the next clause begins.
        ("Le détective, chapeau sur la tête, soupire.", "The detective with a hat sighs."),
        ("Un garçon court dans le couloir, terrifié.", "A boy is terrified and runs in the corridor."),
        ("Unter dem Tisch ein Hund, auf dem Stuhl eine Katze.", "A dog is under the table"),
        ("湖心一条小小的船，渔夫躺在船里。", "A small boat is at the lake and a fisherman lies in the boat."),
        ("La cámara retrocede y descubre un castillo en ruinas.", "The camera pulls back to reveal a ruined castle."),
        ("Un homme attend, les mains dans les poches.", "A man waits and puts his hands in his pockets."),
        (
            "ポケットに手を入れた男が雪の中で待っている。",
            "A man puts his hands in his pockets and the man waits in the snow.",
        ),
        ("没带伞的男孩跑向公交站。", "A boy without an umbrella runs to the bus stop."),
        ("傘のない少年がバス停へ走る。", "A boy without an umbrella runs to the bus stop."),
        ("Una chica baja con una maleta.", "A girl climbs down with a suitcase."),
        ("Una chica baja duerme en el banco.", "A short girl sleeps on the bench."),
        # Whom small words mean, and where clauses begin.
        (
            "Una niña coge una bola de nieve y se la tira a su padre.",
            "A girl picks up a snowball and throws it to her father.",
        ),
        (
            "Der Junge wirft dem Hund den Ball zu, der ihn fängt.",
            "The boy throws the ball to the dog and the dog catches it.",
        ),
        ("Le chat blanc les regarde depuis la valise.", "The white cat looks at them from the suitcase."),
        ("Der Ball rollt unter die Bank, auf der ein Vogel sitzt.", "a bird sits on the bench"),
        ("Él la mira. Ella aparta la vista.", "He looks at her."),
        ("Ein Mann sitzt am Feuer, neben ihm ein Topf.", "a pot is beside the man"),
        ("Kommissar Weber zuckt mit den Schultern.", "Weber shrugs."),
        ("Camille, cheveux roses, saute dans la rivière.", "Camille with pink hair jumps into the river."),
        (
            "Un pescador remienda su red sentado en un barril.",
            "A fisherman repairs his net and the fisherman sits on a barrel.",
        ),
        # Forms of words.
        ("Abro una carta. Veo una luz.", "I open a letter. I see a light."),
        ("Aquarell-Stil. Ein Mönch fegt die Tempelstufen.", "A monk sweeps the steps of the temple."),
        ("Die Tasse rutscht vom Tisch.", "The cup slides off the table."),
        ("Der alte Mann setzt den Hut auf und geht.", "The old man puts on the hat and leaves."),
        ("Le ballon rebondit sur le sol puis roule sous le banc.", "The ball bounces"),
        ("骑士握紧剑。小女孩跑来。女孩拿着花。", "The little girl holds a flower."),
        ("騎士が剣を振る。", "A knight swings his sword."),
    ],
)
def test_a_construction_is_said_in_plain_english(written: str, english: str) -> None:
    assert english in in_english(written).text.strip()


@pytest.mark.parametrize(
    ("script", "who", "said"),
    [
        ("屋内・教室・昼\n先生が立つ。\n先生「静かに！」", "teacher", "静かに！"),
        ("内景 医院 夜\n病人醒了。\n病人：几点了？", "patient", "几点了？"),
        ("INNEN. SCHULE - TAG\nDer Lehrer steht auf.\n\nLEHRER\nSetzt euch.", "teacher", "Setzt euch."),
        ("INT. CAFÉ - DÍA\nEl camarero sonríe.\nCamarero: ¿Qué desea?", "waiter", "¿Qué desea?"),
        ("INT. TREN - TARDE\nLucía mira por la ventana.\nLUCÍA\nYa casi llegamos.", "lucía", "Ya casi llegamos."),
        ("Der König ist wütend. »Raus!«, ruft er und zeigt auf die Tür.", "king", "Raus!"),
    ],
)
def test_a_role_speaks_as_the_one_the_action_tells_of(script: str, who: str, said: str) -> None:
    film = direct(script)
    assert [(line.who, line.text) for line in _lines(film)] == [(who, said)]
    assert [one.id for one in film.cast] == [who]


def test_a_thing_that_is_heard_is_no_thing_of_the_film() -> None:
    film = direct("Una niña duerme. Se oye un reloj.")
    assert not film.props
    assert any("clock" in shot.cues for shot in film.shots)


def _lines(film: Film) -> list[Line]:
    return [beat for shot in film.shots for beat in shot.beats if isinstance(beat, Line)]
